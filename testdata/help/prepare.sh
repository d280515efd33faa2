# Makes the files that the examples in the help of commands speak of, beside those that are here.
set -e
winnow --ledger cuts.jsonl page.txt >article.txt
winnow --ledger cuts.jsonl.gz page.txt >/dev/null
winnow --ledger old.ledger page.txt >/dev/null
winnow --ledger new.ledger --level strict page.txt >/dev/null
winnow eval --json news >old.json
printf '%s\n' '{"id": "dam", "text": "The council will build the dam above the village after all, its chairman said on Monday."}' >flat.jsonl
printf '%s\n' '{"text": "It rained all night, the farmers said.\n\nAdvertisement\n"}' | gzip >dump.jsonl.gz
