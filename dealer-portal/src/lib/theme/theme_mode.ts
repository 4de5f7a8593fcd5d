import { createContext, useContext } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type ThemeMode = { mode: 'light' | 'dark'; choice: ThemeChoice; choose: (choice: ThemeChoice) => void };

export const ThemeModeContext = createContext<ThemeMode>({ mode: 'light', choice: 'system', choose: () => undefined });

export const useThemeMode = () => useContext(ThemeModeContext);
