"""pyHanko about the signatures of PDF files: signatures.py ANCHOR.pem CRL,CRL FILE.pdf...

One line per file: name, yes or no, words, milliseconds; divided by tabs. Nothing is fetched. Without lists ("" in their place),
those that the file carries in its document security store are all there is.
"""
import asyncio
import logging
import sys
import time
from datetime import datetime, timezone

from asn1crypto import crl
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


def trust(anchor, lists, reader):
    settings = dict(
        trust_roots=[anchor],
        allow_fetching=False,
        retroactive_revinfo=True,  # our lists are younger than the signature
        revocation_mode="require",
        moment=datetime.now(timezone.utc),
    )
    if lists:
        return ValidationContext(crls=lists, **settings)
    return DocumentSecurityStore.read_dss(reader).as_validation_context(settings)


def fault(status):
    if not status.intact:
        return "digest"
    if not status.valid:
        return "signature"
    if getattr(status, "revoked", False):
        return "revoked"
    if not status.trusted:
        return "untrusted"
    return f"modified: {status.modification_level.name}" if status.modification_level else "not accepted"


async def judge(name, anchor, lists):
    with open(name, "rb") as file:
        reader = PdfFileReader(file)
        signatures = reader.embedded_signatures
        if not signatures:
            return "no", "unsigned"
        covered = False
        for signature in signatures:
            status = await async_validate_pdf_signature(signature, signer_validation_context=trust(anchor, lists, reader), ts_validation_context=trust(anchor, lists, reader))
            if not status.bottom_line:
                return "no", fault(status)
            covered = covered or status.coverage.name == "ENTIRE_FILE"
    return ("yes", f"{len(signatures)}x, whole file") if covered else ("no", "bytes behind the signature")


def main():
    anchor_file, list_files, *names = sys.argv[1:]
    anchor = load_cert_from_pemder(anchor_file)
    lists = []
    for list_file in filter(None, list_files.split(",")):
        with open(list_file, "rb") as file:
            lists.append(crl.CertificateList.load(file.read()))
    for name in names:
        begun = time.monotonic()
        try:
            verdict, words = asyncio.run(judge(name, anchor, lists))
        except Exception as error:  # whatever it stumbles over, it does not accept
            verdict, words = "no", type(error).__name__
        print(name, verdict, words, round((time.monotonic() - begun) * 1000), sep="\t", flush=True)


main()
