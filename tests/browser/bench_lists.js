// Watches the portal read a hub: when rows came, what was asked, which tasks were long. Runs in the page before the portal's own script.
(() => {
  const bench = { begun: null, first: null, all: null, tasks: [], asked: [], bytes: 0, memory: null };
  window.bench = bench;
  addEventListener('hashchange', () => {
    if (location.hash.includes('/instances')) bench.begun ??= performance.now();
  });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.tasks.push([task.startTime, task.duration]);
  }).observe({ type: 'longtask', buffered: true });
  const fetched = window.fetch;
  window.fetch = async (request, init) => {
    const answer = await fetched(request, init);
    const url = request.url ?? String(request);
    if (url.includes('/instances?')) {
      const position = request.headers.get('x-ms-continuation-token');
      bench.asked.push([url, position]);
      const read = answer.arrayBuffer.bind(answer);
      answer.arrayBuffer = async () => {
        const buffer = await read();
        bench.bytes += buffer.byteLength;
        return buffer;
      };
    }
    return answer;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await made.apply(WebAssembly, given);
      bench.memory ??= (result.instance ?? result).exports.memory ?? null;
      return result;
    };
  }
  const look = setInterval(() => {
    if (bench.first === null && document.querySelector('[role=row] a')) bench.first = performance.now();
    const line = document.querySelector('.foot [role=status]')?.textContent ?? '';
    if (line.includes('all there is')) {
      bench.all = performance.now();
      clearInterval(look);
    }
  }, 20);

  // The longest task since the list was opened or since the last time that somebody asked, and how many were long; those of before do not count.
  bench.longest = async () => {
    // Entries come after their task.
    await new Promise((done) => setTimeout(done, 100));
    const tasks = bench.tasks.splice(0).filter(([began]) => began >= bench.begun);
    return [Math.max(0, ...tasks.map(([, length]) => length)), tasks.length];
  };

  // The same answers, asked for in the same way and read by JSON.parse alone.
  bench.parse = async () => {
    const began = performance.now();
    const left = [...bench.asked];
    let parsing = 0;
    const one = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const headers = next[1] === null ? {} : { 'x-ms-continuation-token': next[1] };
        const text = await (await fetched(next[0], { headers, cache: 'no-store' })).text();
        const from = performance.now();
        try { JSON.parse(text); } catch { /* a refused position */ }
        parsing += performance.now() - from;
      }
    };
    await Promise.all([one(), one(), one(), one()]);
    return [performance.now() - began, parsing];
  };

  // Presses something and waits until the first row is another.
  bench.press = async (element) => {
    const first = () => document.querySelector('[role=row] a')?.textContent;
    const before = first();
    const began = performance.now();
    element.click();
    for (let wait = 0; first() === before && wait < 400; wait += 1) {
      await new Promise((done) => setTimeout(done, 0));
    }
    return performance.now() - began;
  };

  // Scrolls for 600 frames; gives the frames that came late and the most rows that were elements.
  bench.scroll = async () => {
    const table = document.querySelector('[role=table]');
    let [late, most, before] = [0, 0, 0];
    for (let frame = 0; frame < 600; frame += 1) {
      const now = await new Promise(requestAnimationFrame);
      if (before > 0 && now - before > 25) late += 1;
      before = now;
      table.scrollTop += 60;
      most = Math.max(most, table.querySelectorAll('[role=row]').length);
    }
    return [late, most];
  };
})();
