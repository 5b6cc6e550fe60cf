/** Who came in the second season, most of them by way of somebody who had come just before. */
import { neighbours } from "./neighbour.ts";

export const spring = neighbours({
  karim: ["كريم بن علي", "ar", "yusuf", 338, "سائق شاحنة، أغيب أياماً وأعود بالبرتقال."],
  pilar: ["Pilar Montoya", "es", "carmen", 334, "Enfermera de noche. Si me ves a las nueve, no me hables todavía."],
  hannah: ["Hannah Stern", "en", "ilse", 331, "Librarian. I whisper out of habit, not because I am shy."],
  seun: ["Olúwaṣeun Bakare", "en", "kwame", 327, "Plumber. Please turn off the water before you call me."],
  mariam: ["مريم خوري", "ar", "layla", 324, "قابلة. نصف أطفال الشارع مرّوا بين يديّ."],
  agnieszka: ["Agnieszka Wójcik", "en", "rosa", 320, "Welder. Yes, really. No, I will not do your bathroom."],
  joaquin: ["Joaquín Ibáñez", "es", "mateo", 316, "Estudio música y doy clases de guitarra a cambio de cenas."],
  meiling: ["陳美玲 (Mei-ling)", "en", "hannah", 311, "Interpreter. I have sat through worse meetings than ours."],
  ifan: ["Ifan Pugh", "en", "grace", 307, "Beekeeper, four hives on the roof of number 11. They are calmer than I am."],
  zainab: ["زينب الحسن", "ar", "huda", 288, "كنت ضيفة فصرت من أهل البيت. أخبز يوم السبت.", "guest"],
  ramon: ["Ramón Figueroa", "es", "carmen", 298, "Cincuenta años de zapatero. Todavía huelo a betún."],
  thandi: ["Thandiwe Nkosi", "en", "peter", 294, "Choir leader. Everybody can sing; some have been told otherwise."],
  dmytro: ["Дмитро Коваль", "en", "tom", 290, "Roofer. Afraid of nothing but paperwork."],
  salma: ["سلمى درويش", "ar", "noor", 284, "طالبة هندسة، سنة ثانية. أحبّ الجسور بكل معانيها."],
  farida: ["ফরিদা রহমান (Farida)", "en", "amina", 279, "I run the corner shop with my brother. We open when we wake."],
  desmond: ["Desmond Clarke", "en", "peter", 275, "Barber, forty years. Moving to my daughter's by the sea, one day."],
  yolanda: ["Yolanda Paredes", "es", "pilar", 270, "Cuido a mi madre y a medio portal. Hago buen café."],
  idris: ["إدريس العلوي", "ar", "yusuf", 265, "متقاعد. شطرنج كل مساء تحت شجرة الدلب، والخاسر يغسل الكؤوس."],
  oskar: ["Oskar Lindqvist", "en", "grace", 261, "Grace's son. I drive the tall ones to basketball."],
  sofia: ["Σοφία Παππά (Sofia)", "en", "hannah", 256, "Physiotherapist. Sit up straight."],
});
