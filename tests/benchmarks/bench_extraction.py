"""How many sentences a second are read, on one core, and how the time grows with the length of one sentence.

Run ``python -m tests.benchmarks.bench_extraction [FILE …]``; without files an invented document is read. Every figure
is processor time, the best of five runs in this process, the vocabulary compiled before the clock starts.
"""

from __future__ import annotations

import sys
from math import log
from pathlib import Path
from time import process_time

from generators.extraction.documents import extract_document
from generators.extraction.lexicon import shipped
from generators.extraction.sentences import sentences

RUNS = 5
INVENTED = """
1、新建改建公办幼儿园6所，新增学位2160个，其中城区1500个、乡镇660个。截至6月底，4所已竣工，新增学位1440个，完成年度任务的66.7%。
2、改造梅园、松鹤里、北苑等36个老旧小区，总面积86万平方米，涉及居民9800户；既有住宅加装电梯不少于50台。①18个小区已完工，12个正在施工，6个进入招标阶段；②加装电梯已完成23台。
3、城镇新增就业1.5万人，城镇调查失业率不高于5.5%，开展职业技能培训8000人次。1-6月，城镇新增就业9216人，城镇调查失业率4.9%，累计开展职业技能培训5120人次。
4、为6.5万名适龄妇女提供免费“两癌”筛查，城乡居民医保财政补助标准由每人每年640元提高到670元。已完成筛查3.1万人，补助标准已提高至670元。
5、建成区级综合养老服务中心，村级卫生室巡诊全覆盖，积案动态清零。综合养老服务中心主体结构封顶，正在进行内部装修。
"""
PIECES = ("新增学位12个、", "其中小学3个，", "某某小学竣工，", "（", "占任务的3%，", "完成率")


def best(lines: list[str]) -> float:
    """Return the least of several times for reading the lines."""
    taken = []
    for _ in range(RUNS):
        start = process_time()
        extract_document(lines)
        taken.append(process_time() - start)
    return min(taken)


def rate(lines: list[str]) -> tuple[int, float]:
    """Return how many sentences the lines hold and how many are read a second."""
    count = sum(len(sentences(line)) for line in lines)
    return count, count / best(lines)


def growth(piece: str) -> float:
    """Return the exponent of time against length for one sentence made of a piece: 1 is linear."""
    short, long = piece * (2_000 // len(piece)), piece * (16_000 // len(piece))
    return log(best([long]) / best([short])) / log(len(long) / len(short))


def main() -> None:
    """Print the figures."""
    shipped()
    texts = {path: Path(path).read_text("utf-8") for path in sys.argv[1:]} or {"invented": INVENTED * 200}
    for name, text in texts.items():
        count, speed = rate([line for line in text.splitlines() if line.strip()])
        print(f"{name}: {count} sentences, {speed:,.0f} a second")
    for piece in PIECES:
        print(f"one sentence of {piece!r}: time grows with length to the power {growth(piece):.2f}")


if __name__ == "__main__":
    main()
