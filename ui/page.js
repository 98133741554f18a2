// What the page does beyond Gradio: marks lead to their cards and back, answers can be copied,
// a finished answer is announced once, and Gradio's English labels are put into Vietnamese.
"use strict";

(() => {
  // Gradio writes the language of its own labels here once it is up.
  const root = document.documentElement;
  const speakVietnamese = () => root.lang === "vi" || (root.lang = "vi");
  speakVietnamese();
  new MutationObserver(speakVietnamese).observe(root, { attributeFilter: ["lang"] });

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scrollTo = (element) =>
    element.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });

  // Marks and cards ------------------------------------------------------------------------

  function showCard(id) {
    const card = document.getElementById(id);
    if (!card) return;
    document.querySelectorAll(".luot").forEach((section) => {
      section.classList.toggle("xem", section.contains(card));
      section.classList.toggle("an", !section.contains(card));
    });
    document.querySelectorAll(".the.chon").forEach((other) => other.classList.remove("chon"));
    document.querySelectorAll(".dau-trich.chon").forEach((other) => other.classList.remove("chon"));
    card.classList.add("chon");
    document.querySelectorAll(`.dau-trich[href="#${id}"]`).forEach((one) => one.classList.add("chon"));
    card.focus({ preventScroll: true });
    scrollTo(card.querySelector("mark") || card);
  }

  function backToMark(id) {
    const mark = document.querySelector(`.dau-trich[href="#${id}"]`);
    if (!mark) return;
    scrollTo(mark);
    mark.focus({ preventScroll: true });
  }

  // Copying --------------------------------------------------------------------------------

  async function copy(text) {
    if (navigator.clipboard && isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    const area = document.createElement("textarea"); // plain http on another machine
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  function copyAnswer(button) {
    copy(button.value).then(
      () => {
        const before = button.textContent;
        button.textContent = "Đã chép";
        announce("Đã chép câu trả lời kèm nguồn.");
        setTimeout(() => (button.textContent = before), 1600);
      },
      () => announce("Trình duyệt không cho chép; hãy chọn chữ rồi chép."),
    );
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target && target.closest("a.dau-trich, a.ve-cau");
    if (link) {
      event.preventDefault();
      const id = link.getAttribute("href").slice(1);
      if (link.classList.contains("ve-cau")) backToMark(id.replace(/^dau-/, "nguon-"));
      else showCard(id);
      return;
    }
    const button = target && target.closest("button.chep");
    if (button) copyAnswer(button);
  });

  // Announcements ----------------------------------------------------------------------------

  const live = document.createElement("div");
  live.id = "thong-bao";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");

  function announce(text) {
    live.textContent = text;
  }

  let announced = "";

  function announceAnswer(chat) {
    const answers = chat.querySelectorAll(".tra-loi");
    const last = answers[answers.length - 1];
    if (!last || last.matches(".cho, .dang-viet")) return;
    const text = [...last.children]
      .filter((child) => !child.matches(".cong-cu"))
      .map((child) => child.innerText)
      .join("\n");
    const key = answers.length + text;
    if (key !== announced) {
      announced = key;
      announce(text);
    }
  }

  // Gradio's own markup ------------------------------------------------------------------------

  const WORDS = [
    [/^Select example (\d+): /, "Câu hỏi mẫu $1: "],
    [/^Loading response$/, "Đang tra cứu"],
    [/^Loading content$/, "Đang tra cứu"],
    [/^chatbot conversation$/, "Hội thoại"],
    [/^Scroll to bottom$/, "Xuống cuối hội thoại"],
    [/^Clear( conversation)?$/, "Xóa"],
    [/^Dismiss( notification)?$/, "Đóng"],
  ];

  const SENTENCES = {
    "Loading...": "Đang mở trang…",
    Error: "Có lỗi",
    Warning: "Lưu ý",
    "Connection to the server was lost. Attempting reconnection...":
      "Mất kết nối tới máy chủ; đang thử kết nối lại…",
    "Connection re-established.": "Đã kết nối lại.",
    "Connection errored out.": "Mất kết nối tới máy chủ. Hãy thử lại sau ít phút.",
    "This application is currently busy. Please try again.":
      "Máy chủ đang bận. Hãy thử lại sau ít phút.",
  };

  // Gradio's own sentences stand outside our texts: in its loader and in its notices.
  function translateText(node) {
    const vietnamese = SENTENCES[node.data.trim()];
    if (vietnamese && !node.parentElement?.closest(".prose")) node.data = vietnamese;
  }

  function translateTexts(added) {
    const walker = document.createTreeWalker(added, NodeFilter.SHOW_TEXT);
    if (added.nodeType === Node.TEXT_NODE) translateText(added);
    else while (walker.nextNode()) translateText(walker.currentNode);
  }

  function translate(element) {
    for (const name of ["aria-label", "title"]) {
      const given = element.getAttribute(name);
      if (!given) continue;
      // Gradio labels a message with its whole markup; readers get the text itself instead.
      if (/^(bot|user|assistant)'s message: /.test(given)) {
        element.removeAttribute(name);
        continue;
      }
      for (const [english, vietnamese] of WORDS)
        if (english.test(given)) element.setAttribute(name, given.replace(english, vietnamese));
    }
  }

  function tend(added) {
    translateTexts(added);
    if (!(added instanceof Element)) return;
    translate(added);
    added.querySelectorAll("[aria-label], [title]").forEach(translate);
    // The log is rewritten with every streamed piece: the finished answer is announced instead.
    const log = document.querySelector('#hoi-dap [role="log"]');
    if (log && log.getAttribute("aria-live") !== "off") log.setAttribute("aria-live", "off");
  }

  new MutationObserver((changes) => {
    let inChat = false;
    for (const change of changes) {
      if (change.type === "attributes") translate(change.target);
      else if (change.type === "characterData") translateText(change.target);
      else change.addedNodes.forEach(tend);
      inChat ||= change.target instanceof Element && !!change.target.closest("#hoi-dap");
    }
    if (inChat) announceAnswer(document.getElementById("hoi-dap"));
  }).observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["aria-label", "title"],
  });

  document.body.append(live);
  tend(document.body);
})();
