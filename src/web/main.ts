/** The web app's entry: mounts the app on the page. Everything it shows comes from the device's own replica. */
import { mount } from "svelte";
import App from "./App.svelte";

const target = document.getElementById("app");
if (target === null) throw new Error("the page has no #app to mount on");
mount(App, { target });
