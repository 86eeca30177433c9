/* The engine that finds a query in the whole text of an edition, in any script, in pinyin or in
 * English: in a worker, on the page itself where a worker is refused (from a disk), or in a test.
 *
 * Its parts, in the folder search/, are pure functions. prepare(index) makes the values that
 * search(prepared, query) scans, and marks(prepared, query, page) gives what to mark on a page.
 * Whoever has no importScripts loads the parts in the order of `parts`.
 *
 * As a worker it takes and gives the messages of Material for MkDocs 9.8.1, and 4 for a failure.
 */
self.publicationSearch = {
  parts: ["fold", "prepare", "hits", "literal", "sound", "near", "find", "results"].map(
    (name) => `search/${name}.js`
  ),
};

(function (scope, engine) {
  "use strict";

  const MESSAGE = { setup: 0, ready: 1, query: 2, result: 3, failure: 4 };

  if (typeof WorkerGlobalScope === "undefined" || !(scope instanceof WorkerGlobalScope)) return;
  let prepared = null;

  function setUp(index) {
    scope.importScripts(...engine.parts, index);
    prepared = engine.prepare(scope.searchIndex);
    delete scope.searchIndex;
    scope.postMessage({ type: MESSAGE.ready });
    engine.warm(prepared);
  }

  scope.onmessage = ({ data: { type, data, id } }) => {
    try {
      if (type === MESSAGE.setup) setUp(data.index);
      if (type === MESSAGE.query) {
        scope.postMessage({ type: MESSAGE.result, data: engine.search(prepared, data), id });
      }
    } catch (error) {
      scope.postMessage({ type: MESSAGE.failure, data: String(error), id });
    }
  };
})(self, self.publicationSearch);
