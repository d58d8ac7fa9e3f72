// Runs axe-core, which is in the page by now, and calls back with one text for each element that breaks a rule.
const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Addresses differ from run to run and from screen to screen.
const start = (node) => node.html.replace(/href="[^"]*"/, 'href').slice(0, 160);
const messages = (node) => node.any.concat(node.all, node.none).map((check) => check.message).join('; ');
axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
  ({ violations, passes }) => done({
    broken: violations.flatMap((rule) => rule.nodes.map((node) =>
      `${rule.id} (${rule.impact}): ${rule.help}\n      ${node.target.join(' ')}\n      ${start(node)}\n      ${messages(node)}`)),
    passed: passes.length,
  }),
  (error) => done({ error: String(error) }));
