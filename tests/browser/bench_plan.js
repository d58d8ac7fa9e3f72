// Watches a plan run: which requests it sent, when, and which tasks were long. Runs in the page before the portal's own script.
(() => {
  const bench = { asked: [], first: null, last: null, longest: 0, watching: false };
  window.bench = bench;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) if (bench.watching) bench.longest = Math.max(bench.longest, task.duration);
  }).observe({ type: 'longtask', buffered: true });
  const fetched = window.fetch;
  window.fetch = async (request, init) => {
    const url = request.url ?? String(request);
    if (!bench.watching || !url.includes('/instances/')) return fetched(request, init);
    bench.first ??= performance.now();
    bench.asked.push([request.method, url, [...request.headers]]);
    try {
      return await fetched(request, init);
    } finally {
      bench.last = performance.now();
    }
  };
  // The same requests again, by six that each send the next as soon as theirs is answered: what connections and round trip allow.
  bench.again = async () => {
    const left = [...bench.asked];
    const began = performance.now();
    const one = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [method, url, headers] = next;
        const answer = await fetched(url, { method, headers, cache: 'no-store' });
        await answer.text();
      }
    };
    await Promise.all([one(), one(), one(), one(), one(), one()]);
    return performance.now() - began;
  };
})();
