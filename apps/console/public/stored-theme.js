const storedTheme = localStorage.getItem("voiceassist.theme");
if (storedTheme === "light" || storedTheme === "dark") document.documentElement.dataset.theme = storedTheme;
