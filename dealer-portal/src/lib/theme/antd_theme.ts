import { theme, type ThemeConfig } from 'antd';
import type { Palette } from './palette';

export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI Variable", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

export function antdTheme(palette: Palette, mode: 'light' | 'dark'): ThemeConfig {
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.accent,
      colorPrimaryHover: palette.accentHover,
      colorLinkHover: palette.accentHover,
      colorInfo: palette.accent,
      colorSuccess: palette.ok,
      colorWarning: palette.warn,
      colorError: palette.bad,
      colorLink: palette.accent,
      colorText: palette.fg,
      colorTextSecondary: palette.fg2,
      colorTextTertiary: palette.fg3,
      colorTextDescription: palette.fg3,
      colorTextPlaceholder: palette.fg3,
      colorBgLayout: palette.bg,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorBorder: palette.line2,
      colorBorderSecondary: palette.line,
      borderRadius: 8,
      fontFamily,
      fontSize: 14,
      controlHeight: 36,
      wireframe: false,
    },
    components: {
      Button: { primaryColor: palette.accentFg, fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Table: { headerBg: palette.surface2, headerColor: palette.fg2, rowHoverBg: palette.surface2, cellPaddingBlock: 12 },
      Tooltip: { colorTextLightSolid: '#ffffff', colorBgSpotlight: '#252a34' },
      DatePicker: { colorTextLightSolid: palette.accentFg },
      Segmented: { itemSelectedColor: palette.fg },
    },
  };
}
