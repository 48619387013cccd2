// What the page's files use of a browser: names in scripts, elements and attributes, properties and selectors.

import { createRequire } from 'node:module';

const acorn = createRequire(process.env.LT_MODULES + '/')('acorn');

function visit(node, parent, see) {
  if (!node || typeof node.type !== 'string') return;
  see(node, parent);
  Object.values(node).forEach((value) => {
    if (Array.isArray(value)) value.forEach((one) => visit(one, node, see));
    else if (value && typeof value === 'object') visit(value, node, see);
  });
}

const isName = (node) => node && node.type === 'Identifier';

function namesIn(pattern) {
  const names = [];
  visit(pattern, null, (node, parent) => {
    if (isName(node) && !(parent && parent.type === 'Property' && parent.key === node && !parent.shorthand)) names.push(node.name);
  });
  return names;
}

// Throws where the text is not of that level.
export function readScript(text, { ecmaVersion, sourceType }) {
  const tree = acorn.parse(text, { ecmaVersion, sourceType });
  const declared = new Set();
  const made = new Set();
  const members = new Set();
  const references = new Set();
  visit(tree, null, (node, parent) => {
    if (node.type === 'VariableDeclarator') namesIn(node.id).forEach((name) => declared.add(name));
    if (/Function/.test(node.type)) node.params.forEach((one) => namesIn(one).forEach((name) => declared.add(name)));
    if ((/Function|Class/.test(node.type) || /^Import.*Specifier$/.test(node.type)) && (node.id || node.local)) declared.add((node.id || node.local).name);
    if (node.type === 'CatchClause') namesIn(node.param).forEach((name) => declared.add(name));
    if ((node.type === 'Property' || node.type === 'MethodDefinition') && !node.computed && isName(node.key)) made.add(node.key.name);
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && !node.left.computed && node.left.object.type === 'ThisExpression')
      made.add(node.left.property.name);
    if (node.type === 'MemberExpression' && !node.computed) members.add(node.property.name);
    const isKey = parent && ((parent.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
      ((parent.type === 'Property' || parent.type === 'MethodDefinition') && parent.key === node && !parent.computed && !parent.shorthand) ||
      /^Import|^Export/.test(parent.type));
    if (isName(node) && !isKey) references.add(node.name);
  });
  return { made, members, globals: new Set([...references].filter((name) => !declared.has(name))) };
}

// [['input', {type: 'password', …}], …]
export function readMarkup(text) {
  return [...text.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)].map(([, element, inside]) => [element,
    Object.fromEntries([...inside.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value || '']))]);
}

export function readStyle(text) {
  const plain = text.replace(/\/\*[^]*?\*\//g, '');
  const features = [...plain.matchAll(/@media\s*([^{]*)\{/g)].flatMap(([, query]) => query.match(/[a-z-]+(?=:|\)?\s*$)/g) || []);
  const unnested = plain.replace(/@media[^{]*\{([^{}]*\{[^{}]*\})\s*\}/g, '$1');
  const rules = [...unnested.matchAll(/([^{}]+)\{([^{}]*)\}/g)];
  const declarations = rules.flatMap(([, , body]) => body.split(';').map((one) => one.trim()).filter(Boolean).map((one) => one.split(/:\s*/)));
  return {
    features,
    selectors: new Set(rules.flatMap(([, selector]) => [...selector.matchAll(/::?([a-z-]+)/g)].map(([, name]) => name))),
    properties: new Set(declarations.map(([name]) => name)),
    values: new Set(declarations.map(([name, value]) => name + ': ' + value)),
  };
}
