// Warns before a session ends and lets it be extended without losing what is on the page.
(function () {
  var box = document.getElementById("sesi");
  if (!box) return;
  var form = box.querySelector("form");
  var before;
  var timers = [];

  function start(seconds) {
    timers.forEach(clearTimeout);
    var warned = Math.max(0, seconds - Number(box.dataset.warned));
    timers = [
      setTimeout(warn, warned * 1000),
      setTimeout(function () { window.location.reload(); }, (seconds + 2) * 1000),
    ];
  }
  function warn() {
    before = document.activeElement;
    box.hidden = false;
    form.querySelector("button").focus();
  }
  function rest() {
    box.hidden = true;
    if (before) before.focus();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(box.dataset.keep, { method: "POST", body: new FormData(form), credentials: "same-origin" })
      .then(function (answer) { if (!answer.ok || answer.redirected) throw new Error(); return answer.json(); })
      .then(function (left) { rest(); start(left.seconds); })
      .catch(function () { window.location.reload(); });
  });
  start(Number(box.dataset.seconds));
})();
