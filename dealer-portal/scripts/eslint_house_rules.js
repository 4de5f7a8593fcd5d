import path from 'node:path';

// Arrows point one way; a feature is entered by its index only.
const layers = ['app', 'features', 'components', 'lib'];
const rank = (layer) => layers.indexOf(layer);

function place(file) {
  const parts = file.split('/src/')[1]?.split('/') ?? [];
  return { layer: parts[0], feature: parts[0] === 'features' ? parts[1] : undefined };
}

function resolveImport(file, source) {
  const root = `${file.split('/src/')[0]}/src/`;
  if (source.startsWith('@/')) return root + source.slice(2);
  return source.startsWith('.') ? path.join(path.dirname(file), source) : null;
}

function fault(file, source) {
  const target = resolveImport(file, source);
  if (!target) return null;
  const from = place(file);
  const to = place(target);
  if (rank(from.layer) < 0 || rank(to.layer) < 0) return null;
  if (rank(to.layer) < rank(from.layer)) return `${from.layer} may not import ${to.layer}.`;
  const foreign = to.feature && to.feature !== from.feature;
  if (from.feature && foreign && !/^@\/features\/[^/]+$/.test(source))
    return `Import the feature ${to.feature} by its index (@/features/${to.feature}).`;
  return null;
}

export const boundaries = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    const check = (node) => {
      const source = node.source?.value;
      const message = typeof source === 'string' ? fault(file, source) : null;
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

// Words that people read come from src/locales.
export const noHardText = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const words = /[A-Za-z\u4e00-\u9fff]{2,}/;
    const named = new Set(['title', 'label', 'placeholder', 'alt', 'aria-label', 'description']);
    const report = (node) => context.report({ node, message: 'Text that people read belongs in src/locales.' });
    return {
      // What stands on a key is the same in every language.
      JSXText: (node) => words.test(node.value) && node.parent.openingElement?.name.name !== 'Kbd' && report(node),
      JSXAttribute: (node) => {
        const text = node.value?.type === 'Literal' && typeof node.value.value === 'string' ? node.value.value : '';
        if (named.has(node.name.name) && words.test(text)) report(node);
      },
    };
  },
};
