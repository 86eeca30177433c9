/* The worker around the engine. It is sent `{ index }`, the index's address, once, then
 * `{ id, query, group }`; it answers `{ ready: true }`, then `{ id, result }`, or `{ id, error }`
 * where something fails. On a page or in a test there is only the engine. */
(function (scope, engine) {
  "use strict";

  if (typeof WorkerGlobalScope === "undefined" || !(scope instanceof WorkerGlobalScope)) return;
  let prepared = null;

  /* A reader's query may come between two trials. */
  function tryOut() {
    const queries = engine.trials(prepared);
    const next = () => {
      if (!queries.length) return;
      engine.search(prepared, queries.shift());
      setTimeout(next);
    };
    next();
  }

  function setUp(address) {
    scope.importScripts(address);
    prepared = engine.prepare(scope.searchIndex);
    delete scope.searchIndex;
    scope.postMessage({ ready: true });
    setTimeout(tryOut);
  }

  scope.onmessage = ({ data: { id, index, query, group } }) => {
    try {
      if (index) setUp(index);
      else scope.postMessage({ id, result: engine.search(prepared, query, group) });
    } catch (error) {
      scope.postMessage({ id, error: String(error) });
    }
  };
})(self, self.publicationSearch);
