"use strict";
(() => {
  const book = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const canvas = byId("sheet"), pen = canvas.getContext("2d");
  const slider = byId("slider"), playing = byId("play"), speed = byId("speed");
  const colour = byId("colour"), still = byId("still");
  const last = book.steps.length, heads = new Set(book.heads);
  const bases = book.bases && new Map(book.bases);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const WHOLE_MS = 60000, LONGEST_MS = 1500, GLIDE_FROM_MS = 420, FADE_MS = 900;

  // The book after a step: the runs of every paragraph (words, birth, …), and each file's order.
  // Neither is ever changed in place, so that a copy of the maps is a picture of a moment.
  const blank = () => ({ step: 0, known: 0, runs: new Map(), order: new Map() });
  const copy = (s) => ({ step: s.step, known: s.known, runs: new Map(s.runs), order: new Map(s.order) });

  function part(runs, start, stop, into) {
    for (let k = 0, at = 0; k < runs.length && at < stop; at += runs[k], k += 2) {
      const a = Math.max(start, at), b = Math.min(stop, at + runs[k]);
      if (a < b) { join(into, b - a, runs[k + 1]); }
    }
  }
  function join(into, words, birth) {
    const end = into.length;
    if (end && into[end - 1] === birth) { into[end - 2] += words; } else { into.push(words, birth); }
  }
  const total = (runs) => { let n = 0; for (let k = 0; k < runs.length; k += 2) { n += runs[k]; } return n; };

  function advance(state) {
    const [fresh, splices, orders] = book.changes[state.step];
    for (const runs of fresh) { state.runs.set(state.known++, runs); }
    for (let k = splices.length - 1; k >= 0; k--) {
      const [number, at, cut, ...put] = splices[k], old = state.runs.get(number), now = [];
      part(old, 0, at, now);
      for (let j = 0; j < put.length; j += 2) { join(now, put[j], put[j + 1]); }
      part(old, at + Math.abs(cut), Infinity, now);
      state.runs.set(number, now);
    }
    const gone = new Set(), come = new Set();
    for (let k = orders.length - 1; k >= 0; k--) {
      const [slot, at, cut, ...ranges] = orders[k], row = state.order.get(slot) || [], put = [];
      for (let j = 0; j < ranges.length; j += 2) {
        for (let n = 0; n < ranges[j + 1]; n++) { put.push(ranges[j] + n); come.add(ranges[j] + n); }
      }
      row.slice(at, at + cut).forEach((number) => gone.add(number));
      const now = [...row.slice(0, at), ...put, ...row.slice(at + cut)];
      if (now.length) { state.order.set(slot, now); } else { state.order.delete(slot); }
    }
    gone.forEach((number) => { if (!come.has(number)) { state.runs.delete(number); } });
    state.step++;
  }

  // Moments are kept every so often, so that the slider can go anywhere at once.
  const every = Math.max(8, Math.ceil(Math.sqrt(last))), kept = [blank()];
  function stateAt(step) {
    let state = copy(kept[Math.min(kept.length - 1, Math.floor(step / every))]);
    while (state.step < step) {
      advance(state);
      if (state.step % every === 0 && state.step / every === kept.length) { kept.push(copy(state)); }
    }
    return state;
  }

  // Where every paragraph begins, as a line counted from the top of the first page.
  function layout(state) {
    const starts = new Map(), pages = new Set();
    let page = 0;
    const chapter = (slot, row) => {
      const first = bases ? bases.get(slot) : page;
      let at = first * book.perPage;
      for (const number of row) {
        const lines = Math.max(1, Math.ceil(total(state.runs.get(number)) / book.perLine));
        starts.set(number, [at, lines]);
        at += lines;
      }
      page = Math.ceil(at / book.perPage);
      for (let k = first; k < page; k++) { pages.add(k); }
    };
    for (const slot of [...state.order.keys()].sort((a, b) => a - b)) {
      let row = [];
      for (const number of state.order.get(slot)) {
        if (heads.has(number) && row.length) { chapter(slot, row); row = []; }
        row.push(number);
      }
      chapter(slot, row);
    }
    return { starts, pages };
  }

  // The grid: pages as large as the window allows.
  let grid;
  function measure() {
    const width = canvas.parentElement.clientWidth, room = width - 2, phone = width < 600;
    const height = Math.round(Math.max(phone ? 300 : 280, Math.min(phone ? width * 1.25 : width * 0.62, innerHeight - (phone ? 330 : 300))));
    const shape = 1.42, gap = 0.16;
    let best = { wide: 0 };
    for (let columns = 1; columns <= book.pages; columns++) {
      const rows = Math.ceil(book.pages / columns);
      const wide = Math.min(150, room / (columns + (columns - 1) * gap), height / (rows * shape + (rows - 1) * gap));
      if (wide > best.wide) { best = { wide, columns, rows }; }
    }
    const { wide, columns, rows } = best, high = wide * shape, space = wide * gap;
    const drawn = Math.ceil(rows * high + (rows - 1) * space) + 2, ratio = devicePixelRatio || 1;
    canvas.hidden = false;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(drawn * ratio);
    canvas.style.aspectRatio = width + " / " + drawn;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    grid = {
      width, drawn, wide, high, space, columns,
      left: (width - columns * wide - (columns - 1) * space) / 2,
      inner: wide * 0.76, leading: high * 0.84 / book.perPage,
    };
  }
  const pageX = (page) => grid.left + page % grid.columns * (grid.wide + grid.space);
  const pageY = (page) => 1 + Math.floor(page / grid.columns) * (grid.high + grid.space);
  const lineX = (line) => pageX(Math.floor(line / book.perPage)) + grid.wide * 0.12;
  const lineY = (line) => pageY(Math.floor(line / book.perPage)) + grid.high * 0.08 + line % book.perPage * grid.leading;

  // Colours, mixed beforehand so that overlapping lines do not darken each other.
  let printing = false;
  const rgb = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));
  const mix = (a, b, share) => "rgb(" + a.map((v, k) => Math.round(v + (b[k] - v) * share)).join() + ")";
  function theme() {
    const night = dark.matches && !printing;
    return {
      sheet: rgb(night ? "#1d2023" : printing ? "#ffffff" : "#fffefb"), rule: night ? "#33363a" : "#ddd8cc",
      paper: rgb(night ? "#16181b" : printing ? "#ffffff" : "#fbf9f4"),
      ink: rgb(night ? "#ece7da" : "#26241f"), cut: rgb(night ? "#cdb67c" : "#7a6636"),
      grey: rgb(night ? "#63635f" : "#bdb9b0"), bands: book.bands.map((band) => rgb(band[night ? 2 : 1])),
    };
  }
  const smooth = (t) => { const x = Math.max(0, Math.min(1, t)); return x * x * (3 - 2 * x); };

  // One picture. `old` is null at rest; while a step goes on, `t` runs from 0 to 1: what was cut
  // fades, then the rest closes up, then what is new appears. `fading` is how many steps ink lasts.
  function paint(now, old, t, fading) {
    const hues = theme(), batches = new Map(), thick = Math.max(0.55, grid.leading * 0.56);
    const put = (style, x, y, width) => {
      let batch = batches.get(style);
      if (!batch) { batches.set(style, batch = []); }
      batch.push(x, y, width);
    };
    const goes = old ? smooth(t / 0.4) : 1, glides = old ? smooth((t - 0.3) / 0.45) : 1, comes = old ? smooth((t - 0.6) / 0.4) : 1;
    const styles = new Map();
    const styleOf = (birth) => {
      let style = styles.get(birth);
      if (style) { return style; }
      const step = book.births[2 * birth], age = now.step - 1 - step;
      const rest = colour.checked ? hues.bands[book.births[2 * birth + 1]] : hues.grey;
      let share = age <= 0 ? 1 : old && age === 1 ? 1 - goes : Math.max(0, 1 - age / fading);
      if (age === 1 && !old && fading <= 1) { share = 0; }
      const full = rest.map((v, k) => v + (hues.ink[k] - v) * share);
      style = age === 0 && old ? mix(hues.sheet, full, Math.round(comes * 12) / 12) : mix(full, full, 0);
      styles.set(birth, style);
      return style;
    };
    // Pages first.
    const pages = new Set([...now.layout.pages, ...(old ? old.layout.pages : [])]);
    pen.clearRect(0, 0, grid.width, grid.drawn);
    pen.lineWidth = grid.wide < 30 ? 0.5 : 1;
    for (const page of pages) {
      const share = !old || old.layout.pages.has(page) ? now.layout.pages.has(page) ? 1 : 1 - glides : glides;
      pen.globalAlpha = share;
      pen.fillStyle = mix(hues.sheet, hues.sheet, 0);
      pen.strokeStyle = hues.rule;
      pen.fillRect(pageX(page), pageY(page), grid.wide, grid.high);
      pen.strokeRect(pageX(page) + pen.lineWidth / 2, pageY(page) + pen.lineWidth / 2, grid.wide - pen.lineWidth, grid.high - pen.lineWidth);
    }
    pen.globalAlpha = 1;
    const lines = (runs, where, style) => {
      for (let k = 0, at = 0; k < runs.length; k += 2) {
        for (let left = runs[k]; left > 0;) {
          const line = Math.floor(at / book.perLine), from = at % book.perLine, words = Math.min(left, book.perLine - from);
          const [x, y] = where(line), hue = style(runs[k + 1], line);
          if (hue) { put(hue, x + from / book.perLine * grid.inner, y, words / book.perLine * grid.inner); }
          at += words; left -= words;
        }
      }
    };
    // A line glides over its own page, and anywhere if its paragraph was moved. One that was only
    // pushed on to another page fades out here and in there.
    const moved = new Set();
    if (old) {
      for (const [, , , ...ranges] of book.changes[now.step - 1][2]) {
        for (let j = 0; j < ranges.length; j += 2) {
          for (let n = 0; n < ranges[j + 1]; n++) { moved.add(ranges[j] + n); }
        }
      }
    }
    const page = (line) => Math.floor(line / book.perPage), rest = (birth) => colour.checked ? hues.bands[book.births[2 * birth + 1]] : hues.grey;
    const faint = Math.round(glides * 12) / 12;
    for (const [number, [start]] of now.layout.starts) {
      const before = old && old.layout.starts.get(number), still = !before || glides >= 1;
      const from = (line) => before[0] + Math.min(line, before[1] - 1);
      const pushed = (line) => !still && !moved.has(number) && page(from(line)) !== page(start + line);
      lines(now.runs.get(number), (line) => {
        const x = lineX(start + line), y = lineY(start + line);
        if (still || pushed(line) || from(line) === start + line) { return [x, y]; }
        const u = lineX(from(line)), v = lineY(from(line));
        return [u + (x - u) * glides, v + (y - v) * glides];
      }, (birth, line) => pushed(line) && book.births[2 * birth] < now.step - 1 ? mix(hues.sheet, rest(birth), faint) : styleOf(birth));
      if (!still && faint < 1) {
        const away = (line) => !moved.has(number) && line < now.layout.starts.get(number)[1] && pushed(line);
        lines(old.runs.get(number), (line) => [lineX(before[0] + line), lineY(before[0] + line)],
          (birth, line) => away(line) ? mix(hues.sheet, rest(birth), 1 - faint) : "");
      }
    }
    if (old && goes < 1) {
      const fade = mix(hues.sheet, hues.cut, Math.round((1 - goes) * 12) / 12);
      for (const [number, at, cut] of book.changes[now.step - 1][1]) {
        const [start] = old.layout.starts.get(number) || [0];
        if (cut <= 0 || !old.layout.starts.has(number)) { continue; }
        const where = (line) => [lineX(start + line), lineY(start + line)];
        lines([at, 0, cut, 1], where, (which) => which ? fade : "");
      }
    }
    for (const [style, batch] of batches) {
      pen.fillStyle = style;
      pen.beginPath();
      for (let k = 0; k < batch.length; k += 3) { pen.rect(batch[k], batch[k + 1], Math.max(0.4, batch[k + 2]), thick); }
      pen.fill();
    }
  }

  // What is said of the step that is shown.
  const number = (n) => n.toLocaleString("en-GB");
  function say(state) {
    let words = 0;
    for (const runs of state.runs.values()) { words += total(runs); }
    const standing = number(words) + (words === 1 ? " word" : " words");
    let when = "Before the first session", what = standing;
    if (state.step) {
      const [day, other, draft, came, went, moved] = book.steps[state.step - 1];
      when = [day, other, draft < 0 ? "" : "towards " + book.drafts[draft]].filter(Boolean).join(" · ");
      what = [standing + ": " + number(came) + " in", number(went) + " out"].concat(moved ? [number(moved) + " moved"] : []).join(", ");
    }
    byId("when").textContent = when;
    byId("what").textContent = what;
    slider.setAttribute("aria-valuetext", when + ": " + what);
  }

  // Going from step to step.
  let shown = null, motion = null, clock = 0, run = null;
  const stepTime = () => Math.min(LONGEST_MS, WHOLE_MS / Math.max(1, last)) / Number(speed.value);
  const fading = () => Math.max(1, FADE_MS / stepTime());
  const picture = (state) => Object.assign(state, { layout: layout(state) });
  function take(state) {
    shown = picture(state);
    if (Number(slider.value) !== state.step) { slider.value = state.step; }
    say(state);
  }
  function rest() { if (shown) { paint(shown, null, 1, run ? fading() : 1); } }
  function go(step, length) {
    const to = Math.max(0, Math.min(last, step));
    cancelAnimationFrame(motion);
    const before = shown;
    let after;
    if (before && to === before.step + 1) { after = copy(before); advance(after); } else { after = stateAt(to); }
    take(after);
    if (!length || calm.matches || !before || to !== before.step + 1) { rest(); return; }
    const begun = performance.now();
    const tick = (time) => {
      const t = Math.min(1, (time - begun) / length);
      paint(shown, t < 1 ? before : null, t, 1);
      if (t < 1) { motion = requestAnimationFrame(tick); }
    };
    paint(shown, before, 0, 1);
    motion = requestAnimationFrame(tick);
  }
  function stop() {
    if (!run) { return; }
    clearTimeout(run.timer);
    cancelAnimationFrame(run.frame);
    run = null;
    playing.textContent = "Play";
    byId("status").setAttribute("aria-live", "polite");
    say(shown);
  }
  function start() {
    if (shown.step === last) { go(0, 0); }
    playing.textContent = "Pause";
    byId("status").setAttribute("aria-live", "off");
    run = {};
    clock = performance.now();
    next();
  }
  function next() {
    const time = stepTime();
    if (time >= GLIDE_FROM_MS) {
      run.timer = setTimeout(() => {
        go(shown.step + 1, Math.min(1000, time * 0.8));
        if (shown.step < last) { next(); } else { run.timer = setTimeout(stop, time); }
      }, run.going ? time : 0);
      run.going = true;
      return;
    }
    run.frame = requestAnimationFrame((now) => {
      const due = Math.floor((now - clock) / time);
      if (due > 0) {
        clock += due * time;
        const to = Math.min(last, shown.step + due), state = copy(shown);
        while (state.step < to) { advance(state); }
        take(state);
        rest();
      }
      if (shown.step < last) { next(); } else { stop(); rest(); }
    });
  }
  const toggle = () => { if (run) { stop(); } else if (!calm.matches) { start(); } };
  const jump = (step) => { stop(); go(step, 700); };

  playing.addEventListener("click", toggle);
  byId("back").addEventListener("click", () => jump(shown.step - 1));
  byId("on").addEventListener("click", () => jump(shown.step + 1));
  slider.addEventListener("input", () => { stop(); go(Number(slider.value), 0); });
  speed.addEventListener("change", () => { if (run) { stop(); start(); } });
  colour.addEventListener("change", () => { byId("legend").hidden = !colour.checked; rest(); });
  document.addEventListener("keydown", (event) => {
    const on = event.target, own = on === slider, busy = on.matches("button, input, select, a");
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    const to = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === " " && (own || !busy)) { event.preventDefault(); toggle(); }
    if (to !== undefined && on !== speed) { event.preventDefault(); jump(shown.step + to); }
  });

  // The legend of the colours.
  const SVG = "http://www.w3.org/2000/svg";
  function legend() {
    const hues = theme(), list = byId("legend");
    list.replaceChildren(...book.bands.map(([name], k) => {
      const item = document.createElement("li"), mark = document.createElementNS(SVG, "svg");
      const line = document.createElementNS(SVG, "rect"), text = document.createElement("bdi");
      mark.setAttribute("viewBox", "0 0 26 8");
      mark.setAttribute("aria-hidden", "true");
      line.setAttribute("width", "26");
      line.setAttribute("height", "8");
      line.setAttribute("fill", mix(hues.bands[k], hues.bands[k], 0));
      mark.append(line);
      text.textContent = name;
      item.append(mark, text);
      return item;
    }));
  }
  function quiet() {
    stop();
    still.hidden = !calm.matches;
    document.querySelectorAll(".moving").forEach((one) => { one.hidden = calm.matches; });
  }
  let left = null;
  addEventListener("beforeprint", () => {
    left = shown.step;
    stop();
    printing = true;
    go(last, 0);
    legend();
  });
  addEventListener("afterprint", () => { printing = false; go(left, 0); legend(); });
  dark.addEventListener("change", () => { legend(); rest(); });
  calm.addEventListener("change", quiet);
  addEventListener("resize", () => { cancelAnimationFrame(motion); measure(); rest(); });

  byId("player").hidden = false;
  quiet();
  legend();
  measure();
  go(last, 0);
})();
