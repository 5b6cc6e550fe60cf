/**
 * Several pages of one browser hold the same community. Whoever stored something new says so here, and the others read it
 * from the shared database; nothing but "there is something new" is ever said.
 */
import type { Id } from "../../core/kernel/types.ts";

export type News = { readonly profile: string; readonly origin: Id; readonly what: "entries" | "outbox" };

const CHANNEL = "folkmoot";

export class Bus {
  readonly #channel = new BroadcastChannel(CHANNEL);

  tell(news: News): void {
    this.#channel.postMessage(news);
  }
  hear(listener: (news: News) => void): void {
    this.#channel.addEventListener("message", ({ data }: MessageEvent<News>) => listener(data));
  }
}
