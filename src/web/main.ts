/** The web app's entry: mounts the app on the page. Everything it shows comes from the device's own replica. */
import { mount } from "svelte";
import App from "./App.svelte";
import { startRouter } from "./router.svelte.ts";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shapes.css";
import "./style/print.css";

const target = document.getElementById("app");
if (target === null) throw new Error("the page has no #app to mount on");
startRouter();
mount(App, { target });
// Only over https, or on the machine itself: elsewhere the app still works as long as its node is near.
if ("serviceWorker" in navigator && import.meta.env.PROD) void navigator.serviceWorker.register("/service-worker.js");
