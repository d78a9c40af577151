// What the widget says in Arabic.

/**
 * The form of a noun after a number: one, two, 3-10, and more.
 * @param {number} count
 * @param {string} one
 * @param {string} two
 * @param {string} few
 * @param {string} many
 */
function counted(count, one, two, few, many) {
  const form = new Intl.PluralRules("ar").select(count);
  if (form === "one") return one;
  if (form === "two") return two;
  return `${count} ${form === "few" ? few : many}`;
}

/** @type {import("../types.d.ts").Texts} */
export const texts = {
  name: "Syvbot",
  tagline: "يساعدك في العثور على عمل في الصناعة",
  open: "اسأل Syvbot",
  unread: (count) => counted(count, "إجابة جديدة واحدة", "إجابتان جديدتان", "إجابات جديدة", "إجابة جديدة"),
  minimise: "تصغير المحادثة",
  menu: "القائمة",
  close: "إغلاق القائمة",
  log: "المحادثة",
  you: "أنت",
  hello: "مرحبًا!",
  greeting:
    "أنا Syvbot، روبوت يساعدك في العثور على عمل ودراسة في مجال الصناعة.\n\nيمكنك أن تسألني عن:\n" +
    "- المهن التي تحتاج إلى عاملين حيث تسكن\n- ماذا يعمل الناس وكم يكسبون\n" +
    "- البرامج الدراسية والمدارس\n- الشركات التي تقدم prao أو تدريبًا أو عملًا صيفيًا",
  startersLabel: "أسئلة مقترحة",
  starters: (place) => [
    `ما هي المهن التي تحتاج إلى عاملين${place ? ` في ${place}` : ""}؟`,
    "لا أعرف ماذا أريد أن أصبح",
    `أين أجد مكانًا للتدريب prao${place ? ` في ${place}` : ""}؟`,
    "كم يكسب عامل اللحام؟",
  ],
  languages: "اللغة",
  label: "اكتب سؤالك",
  send: "إرسال",
  hint: "لا تكتب اسمك أو رقمك الشخصي.",
  left: (count) => `الأحرف المتبقية: ${count}`,
  empty: "اكتب سؤالًا أولًا.",
  jump: "انتقل إلى الإجابة",
  choices: "ردود مقترحة",
  choicesCount: (count) => counted(count, "رد مقترح واحد", "ردان مقترحان", "ردود مقترحة", "ردًا مقترحًا"),
  itemsCount: (count) => counted(count, "بطاقة معلومات واحدة", "بطاقتا معلومات", "بطاقات معلومات", "بطاقة معلومات"),
  typing: "Syvbot يكتب …",
  slow: "يستغرق هذا وقتًا أطول قليلًا من المعتاد. انتظر من فضلك.",
  offline: "أنت غير متصل بالإنترنت. سيُرسل ما تكتبه عند عودة الاتصال.",
  reconnecting: "لا يمكن الوصول إلى Syvbot الآن. نحاول مرة أخرى …",
  waiting: "في انتظار الإرسال",
  why: {
    failed: "لم نتمكن من الحصول على إجابة.",
    busy: "كثيرون يكتبون الآن، لذلك لم تصل الإجابة.",
    refused: "تعذر الإرسال. اكتب نصًا أقصر أو بطريقة أخرى.",
  },
  again: "حاول مرة أخرى",
  help: "هل تشعر بأنك لست بخير؟ اتصل بـ Bris على 116 111. إذا كانت حياة أحد في خطر، اتصل على 112.",
  reach: "يمكنك أيضًا التواصل مع مرشدك الدراسي",
  counsellor: "تحدث مع المرشد (syv)",
  counsellorAsk: "أريد التحدث مع المرشد الدراسي والمهني",
  safety: "لست وحدك",
  notice: "من المفيد أن تعرف",
  leave: "امسح المحادثة وأغلقها الآن",
  source: "المصدر",
  sources: "المصادر",
  quality: { secondary: "معلومة من مصدر ثانوي", general: "معرفة عامة" },
  demo: "مثال – ليس صاحب عمل حقيقيًا",
  unconfirmed: "مكان عمل معروف – لم تؤكده الشركة",
  general: "معرفة عامة – قد يختلف الأمر حيث تسكن",
  away: (km) => (km < 1 ? "قريب منك" : `على بعد ${km} كم`),
  website: (name) => `الموقع: ${name}`,
  contact: "للتواصل",
  offers: "يقدم",
  situation: "الآن",
  forecast: "في المستقبل",
  programme: "البرنامج",
  month: (amount) => `${amount} كرونة في الشهر`,
  hour: (amount) => `${amount} كرونة في الساعة`,
  compare: "مقارنة",
  newTab: "يفتح في علامة تبويب جديدة",
  listen: "اقرأ الإجابة بصوت عالٍ",
  noVoice: "لا يوجد صوت لهذه اللغة على هذا الجهاز.",
  good: "إجابة جيدة",
  bad: "إجابة سيئة",
  comment: "هل تريد أن تخبرنا بالمزيد؟ (اختياري)",
  skip: "تخطّ",
  thanks: "شكرًا لأنك أخبرتنا!",
  notRated: "تعذر الإرسال. حاول مرة أخرى.",
  easy: "سويدية سهلة",
  size: "حجم النص",
  sizes: ["عادي", "أكبر", "الأكبر"],
  aloud: "اقرأ الإجابات بصوت عالٍ",
  print: "اطبع المحادثة",
  save: "احفظ المحادثة كنص",
  file: "syvbot",
  clear: "امسح المحادثة",
  clearAsk: "هل تريد حذف كل ما في المحادثة؟ لا يمكن التراجع عن ذلك.",
  yes: "نعم، امسح",
  no: "لا، احتفظ بها",
  cleared: "تم مسح المحادثة.",
  privacy: "كيف نتعامل مع ما تكتبه",
  accessibility: "إمكانية الوصول",
};
