/** The first three months: how to meet, a garden, a school on Saturdays, and the bicycles that watched. */
import { command } from "../../../core/registry.ts";
import { accordOf, reaffirming, signing } from "../agreement.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

export const meeting = (season: Season): void => {
  const tuesdays = tell(season, {
    by: "grace",
    day: 355,
    title: "Tuesdays, in a circle, until nine and not later",
    text:
      "Let us meet every second Tuesday at half past six. Chairs in a circle, children welcome, soup first. At nine we stop, also in the " +
      "middle of a sentence. What is not finished is written down here and waits.",
    reviewDays: 150,
    threads: [
      [
        ["ilse", "question", "Who writes it down?"],
        ["grace", "answer", "Whoever ate most soup."],
        ["ilse", "reply", "Then I shall bring bread and eat little."],
      ],
      [["colin", "concern", "Nine is early for people who work late. I will not make a fuss, I only say it."]],
    ],
    summary: "We meet every second Tuesday at half past six, in a circle, with soup, and stop at nine.",
    agree: 14,
    aside: [["colin", "I come off shift at eight. You go ahead."]],
  });
  tell(season, {
    by: "amina",
    day: 216,
    title: "Tuesdays again, on trial no longer",
    text: "The review of our Tuesdays is due. They work: on average nineteen of us, and one dog. I propose that we go on as we are for another half year.",
    commands: () => [command("decision.reaffirm", { decision: tuesdays.id, reviewDays: 182 })],
    threads: [[["hannah", "reply", "Twenty-three last week. I counted the soup bowls, then I washed them."]]],
    summary: "We keep meeting every second Tuesday for another half year.",
    agree: 16,
  });
};

export const garden = (season: Season): void => {
  const lease = tell(season, {
    by: "grace",
    day: 352,
    kind: "weighty",
    title: "The ground behind number 9, from the city, for a year",
    text:
      "The parks department would let us have the strip behind number 9 for a year. No rent. They want paths that a wheelchair can use, no " +
      "weedkiller, and one open afternoon a month for whoever walks by. I have read it four times looking for the trap and found only a comma.",
    commands: signing({
      partner: "City Parks Department",
      sort: "publicBody",
      purpose: "Ground to grow food on, a minute from everybody's door.",
      weGive: ["Paths a wheelchair can use", "An open afternoon every month", "No weedkiller, ever"],
      theyGive: ["The strip behind number 9", "A water meter and the first ton of compost"],
      termMonths: 12,
      yes: { conditions: "Use as a garden open to the public one afternoon a month." },
    }),
    threads: [
      [
        ["arjun", "question", "And when they want to build on it?"],
        [
          "grace",
          "answer",
          "Then they have to wait until the year is over, and ask us in public. So do we, if we want another.",
        ],
      ],
      [
        ["layla", "reply", "أطلب مكاناً صغيراً للنعناع. صغيراً جداً. ثم سنرى."],
        ["grace", "reply", "I had that read to me. Mint stays in a pot, Layla. I know mint."],
      ],
    ],
    summary: "We take the strip behind number 9 from the city for a year, keep it open, and use no weedkiller.",
    agree: 16,
    with: ["layla", "dorothy"],
  });
  tell(season, {
    by: "grace",
    day: 3,
    title: "Another year of garden",
    text:
      "The lease ends in about a month. We had beans, quarrels about beans, and a wedding. I propose twelve more months on the same terms. " +
      "If you want other terms, this is the week to say so.",
    commands: reaffirming(() => lease.id, 12),
    threads: [
      [
        [
          "elsie",
          "reply",
          "I cannot get down there, but I can see it from my window, and I have opinions about the sweet peas.",
        ],
        ["oskar", "reply", "We will put the opinions at the top of the trellis, Elsie, where you can see them."],
      ],
      [["rima", "question", "هل يمكن أن نضيف ركناً للأطفال هذه المرة؟"]],
    ],
  });
};

export const school = (season: Season): void => {
  const first = tell(season, {
    by: "huda",
    day: 340,
    kind: "weighty",
    title: "مدرسة السبت في القاعة",
    text:
      "مركز الجسر الثقافي يبحث عن مكان لدروس العربية صباح السبت، لأطفال الحيّ جميعاً، من يعرف اللغة ومن لا يعرفها. يريدون القاعة ثلاث ساعات، " +
      "ويعطوننا معلّمتين ومكتبة صغيرة تبقى هنا. لا رسوم على أحد. أقترح ستة أشهر ثم نسأل الأطفال.",
    commands: signing({
      partner: "مركز الجسر الثقافي",
      sort: "association",
      purpose: "دروس العربية صباح السبت لكل من يريد من أطفال الحيّ.",
      weGive: ["القاعة صباح كل سبت", "شخصٌ منّا يفتح ويغلق"],
      theyGive: ["معلّمتان", "مكتبة صغيرة تبقى عندنا"],
      termMonths: 6,
    }),
    threads: [
      [
        ["dorothy", "question", "Would they have me? I am eighty-one and know three words, all of them food."],
        ["huda", "answer", "Come. Those are the three we start with."],
      ],
      [["yusuf", "reply", "أنا أفتح الباب. أستيقظ قبل العصافير على كل حال."]],
    ],
    summary: "القاعة صباح السبت لدروس العربية ستة أشهر، مفتوحة لكل الأطفال.",
    agree: 16,
    with: ["yusuf", "layla", "dorothy"],
  });
  tell(season, {
    by: "huda",
    day: 152,
    title: "سنة أخرى لمدرسة السبت",
    text: "سألنا الأطفال كما وعدنا. قال أحدهم إن الحروف تشبه القوارب، وقال آخر إن الكعك قليل. أقترح سنة أخرى، وكعكاً أكثر.",
    commands: reaffirming(() => first.id, 12),
    threads: [[["dorothy", "reply", "شكرا. That is word number nineteen."]]],
    summary: "نجدّد الاتفاق مع مركز الجسر سنة كاملة.",
    agree: 17,
    with: ["mariam", "karim"],
  });
};

/** Bicycles for nothing, and what they were for: signed in good faith, ended early, and the reason for a rule. */
export const bicycles = (season: Season): void => {
  const signed = tell(season, {
    by: "arjun",
    day: 326,
    kind: "weighty",
    title: "Six shared bicycles from Wheelwise",
    text:
      "Wheelwise will put six bicycles and a trailer by the plane tree. We pay nothing and pump the tyres. They collect trip data, anonymised, " +
      "it says, to plan their routes. I work with such data; done well it is harmless.",
    commands: signing({
      partner: "Wheelwise Ltd",
      sort: "company",
      purpose: "Bicycles for everybody in the Row, and a trailer for the heavy days.",
      weGive: ["A dry place for six bicycles", "Air in the tyres"],
      theyGive: ["Six bicycles and a trailer", "Repairs beyond a flat tyre"],
      termMonths: 12,
      yes: { dataAccess: "Wheelwise may collect and analyse anonymised trip data." },
    }),
    threads: [
      [
        ["noor", "concern", "'Anonymised' is doing a lot of work in that sentence."],
        ["arjun", "reply", "Fair. I will ask them for a sample and show it to you."],
        ["samir", "reply", "I only want the trailer. Have you ever carried a sofa?"],
      ],
    ],
    summary: "Six bicycles and a trailer by the plane tree for a year; we keep the tyres hard.",
    agree: 15,
    with: ["samir", "hannah"],
    aside: [["noor", "I will believe the sample when I see it."]],
  });
  tell(season, {
    by: "samir",
    day: 238,
    title: "Give the bicycles back",
    text:
      "Noor asked for the sample and after three months it came. It takes her four minutes to find me in it: who else goes to the children's " +
      "ward every morning at six? I was not asked about that by anybody. I liked the trailer. I propose that we end this now.",
    commands: (text) => [
      command("accord.end", {
        accord: accordOf(signed.id),
        reason: text("Their trip data shows where each of us goes."),
      }),
    ],
    threads: [
      [
        ["arjun", "reply", "I said it was harmless. I was wrong, and I am sorry, Samir."],
        ["samir", "reply", "You asked for the sample. That is how we know. Come and eat with us."],
      ],
      [
        ["agnieszka", "reply", "I can weld a trailer. Give me a bed frame and two wheels."],
        ["joaquin", "question", "¿Y quién la engrasa?"],
      ],
    ],
    summary: "We end the agreement with Wheelwise today and hand back the bicycles.",
    agree: 18,
    with: ["noor", "arjun", "agnieszka"],
  });
};
