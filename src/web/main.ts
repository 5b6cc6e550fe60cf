/** The web app's entry: mounts the app on the page. Everything it shows comes from the device's own replica. */
import { mount } from "svelte";
import App from "./App.svelte";
import { startRouter } from "./router.svelte.ts";
import { keepOffline } from "./update.svelte.ts";
import "./style/tokens.css";
import "./style/elements.css";
import "./style/shapes.css";
import "./style/print.css";

const target = document.getElementById("app");
if (target === null) throw new Error("the page has no #app to mount on");
startRouter();
mount(App, { target });
if (import.meta.env.PROD) void keepOffline();
