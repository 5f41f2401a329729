"""Small documents in English and Arabic, as many as a test wants."""

from pathlib import Path
from random import Random

from aligner.batch.job import By, Job, Pairing

SENTENCES = (
    ("The ferry leaves the island at seven in the morning.", "تغادر العبّارة الجزيرة في السابعة صباحًا."),
    ("The baker sells warm bread before sunrise.", "يبيع الخباز الخبز الساخن قبل شروق الشمس."),
    ("Our school bought new computers for the library.", "اشترت مدرستنا حواسيب جديدة للمكتبة."),
    ("Heavy rain closed the mountain road for two days.", "أغلقت الأمطار الغزيرة الطريق الجبلي يومين."),
    ("The farmers planted wheat in the southern valley.", "زرع الفلاحون القمح في الوادي الجنوبي."),
    ("A doctor visits the village every Wednesday.", "يزور طبيب القرية كل يوم أربعاء."),
    ("The museum shows coins from the Roman period.", "يعرض المتحف عملات من العصر الروماني."),
    ("Children under six travel free of charge.", "يسافر الأطفال دون السادسة مجانًا."),
    ("The engineer repaired the water pump yesterday.", "أصلح المهندس مضخة المياه أمس."),
    ("She wrote three novels about the sea.", "كتبت ثلاث روايات عن البحر."),
    ("The market opens after the Friday prayer.", "يُفتح السوق بعد صلاة الجمعة."),
    ("They painted the old lighthouse white and red.", "طلوا المنارة القديمة بالأبيض والأحمر."),
    ("The bank will be closed during the holiday.", "سيكون المصرف مغلقًا خلال العطلة."),
    ("Students must return the books by the end of June.", "على الطلاب إعادة الكتب قبل نهاية يونيو."),
    ("The team won the final match by two goals.", "فاز الفريق بالمباراة النهائية بهدفين."),
    ("Olive oil from this region is famous.", "زيت الزيتون من هذه المنطقة مشهور."),
    ("The train to the capital was forty minutes late.", "تأخر القطار المتجه إلى العاصمة أربعين دقيقة."),
    ("Please keep your ticket until you leave the station.", "يُرجى الاحتفاظ بالتذكرة حتى مغادرة المحطة."),
    ("The carpenter made a table of walnut wood.", "صنع النجار طاولة من خشب الجوز."),
    ("Two ships collided near the entrance of the harbour.", "اصطدمت سفينتان قرب مدخل الميناء."),
    ("The mayor promised to plant a thousand trees.", "وعد رئيس البلدية بزراعة ألف شجرة."),
    ("Coffee is served with dates and a glass of water.", "تُقدَّم القهوة مع التمر وكأس من الماء."),
    ("The teacher explained the lesson twice.", "شرحت المعلمة الدرس مرتين."),
    ("Electricity was restored in most districts.", "عادت الكهرباء إلى معظم الأحياء."),
)


def write_pair(folder: Path, number: int, length: int = 8) -> tuple[Path, Path]:
    """The files of one document, no two numbers of which are alike."""
    chosen = Random(number).sample(SENTENCES, length)
    paths = folder / f"text{number:03}.en.txt", folder / f"text{number:03}.ar.txt"
    for path, lines in zip(paths, zip(*chosen, strict=True), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join((*lines, f"{number}.")) + "\n", encoding="utf-8")
    return paths


def pairing(folder: Path, count: int, length: int = 8) -> Pairing:
    """So many documents, written and paired."""
    files = [write_pair(folder, number, length) for number in range(count)]
    jobs = (Job(one.name.removesuffix(".en.txt"), one, other, By.NAME, None, "en", "ar") for one, other in files)
    return Pairing(tuple(jobs), ())
