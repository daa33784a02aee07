// Fills empty fields from the part of the address after '#', which browsers do not send to servers.
"use strict";
(() => {
  const given = new URLSearchParams(location.hash.slice(1));
  const names = ["url", "text"].filter((name) => given.get(name));
  if (names.length === 0) return;
  for (const name of names) {
    const field = document.querySelector(`form[data-draft] [name="${name}"]`);
    if (field && !field.value) field.value = given.get(name);
  }
  history.replaceState(null, "", location.pathname + location.search);
})();
