"""Typst as the fast reference: typst_rate.py card.typ cards.json [picture.png]. One compiler, one thread; prints seconds, seconds of the processor and bytes of the last PDF."""
import json
import os
import sys
import time

os.environ["RAYON_NUM_THREADS"] = "1"  # one worker against one worker
import typst  # noqa: E402  reads the variable above when it starts

template, cards_file, *picture = sys.argv[1:]
with open(cards_file, encoding="utf-8") as file:
    cards = [json.dumps(card) for card in json.load(file)]
compiler = typst.Compiler(template, ignore_system_fonts=True)


def pdf(card):
    return compiler.compile(format="pdf", pdf_standards="a-2b", sys_inputs={"card": card})


for card in cards[:5]:
    pdf(card)
begun, used = time.monotonic(), time.process_time()
for card in cards[5:]:
    last = pdf(card)
print(json.dumps({"cards": len(cards) - 5, "seconds": time.monotonic() - begun, "processor": time.process_time() - used, "bytes": len(last)}))
if picture:
    compiler.compile(output=picture[0], format="png", ppi=110, sys_inputs={"card": cards[0]})
