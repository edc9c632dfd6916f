// Streamlit's front end would look for its server under the page's own path first, and fail twice.
window.__streamlit = { BACKEND_BASE_URL: new URL(".", document.currentScript.src).href };
