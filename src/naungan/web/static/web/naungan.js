// What JavaScript adds to pages that work without it: focus on what is wrong, charts one can point at.
(function () {
  "use strict";
  var own = document.currentScript;

  function focusErrors(root) {
    var summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  // A click on a line of the summary puts the cursor into the field itself.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".n-errors a[href^='#']");
    if (!link) return;
    var field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus();
  });

  // A form that was sent is not sent a second time by an impatient second click.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    // Long enough for two clicks, short enough for a download asked for again.
    setTimeout(function () { delete form.dataset.sent; }, 3000);
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-print]")) window.print();
  });

  var library;
  function chartLibrary() {
    library = library || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = own.dataset.charts;
      script.onload = function () { resolve(window.naunganCharts); };
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return library;
  }

  function draw(figure) {
    var address = new URL(figure.dataset.chart, document.baseURI);
    address.searchParams.set("bentuk", "spesifikasi");
    var picture = figure.querySelector("img");
    // A live chart is not made smaller than it was designed: the pointer would miss its marks.
    if (figure.clientWidth < Number(picture.getAttribute("width"))) return;
    Promise.all([
      chartLibrary(),
      fetch(address, { headers: { Accept: "application/json" } }).then(function (answer) {
        if (!answer.ok) throw new Error("chart " + answer.status);
        return answer.json();
      }),
    ]).then(function (both) {
      var charts = both[0];
      var place = document.createElement("div");
      place.className = "n-chart-live";
      place.setAttribute("role", "img");
      place.setAttribute("aria-label", picture.alt);
      picture.parentNode.before(place);
      return charts.embed(place, both[1].specification, {
        actions: false,
        ast: true,
        defaultStyle: false,
        expr: charts.interpreter,
        formatLocale: both[1].numbers,
        renderer: "canvas",
        scaleFactor: 2,
        timeFormatLocale: both[1].times,
        tooltip: { disableDefaultStyle: true },
      }).then(function () { picture.hidden = true; }, function (wrong) {
        place.remove();
        throw wrong;
      });
    }).catch(function (wrong) {
      // The picture stays, and says the same.
      console.warn("Naungan:", wrong);
    });
  }

  // Charts are made live when they come near the screen, and only where pointing is easy.
  function watchCharts(root) {
    var figures = root.querySelectorAll("figure[data-chart]:not([data-watched])");
    if (!figures.length || !window.IntersectionObserver || !matchMedia("(hover: hover)").matches) return;
    var watcher = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) {
        if (!one.isIntersecting) return;
        watcher.unobserve(one.target);
        draw(one.target);
      });
    }, { rootMargin: "200px" });
    figures.forEach(function (figure) {
      figure.dataset.watched = "yes";
      watcher.observe(figure);
    });
  }

  document.documentElement.classList.add("n-with-script");
  focusErrors(document);
  watchCharts(document);
  document.addEventListener("htmx:afterSettle", function (event) {
    focusErrors(event.target);
    watchCharts(event.target);
  });
})();
