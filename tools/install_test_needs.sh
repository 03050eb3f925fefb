#!/bin/sh
# Installs what the tests marked "office" need and this machine lacks: LibreOffice Calc and Writer, poppler, a
# free Chinese font. Without the right to install, or without apt-get, says line by line what to get.
# Ends with 0 when all is there, 1 otherwise.

program_folder() {
    office=$(command -v soffice || command -v libreoffice) || return 1
    dirname "$(readlink -f "$office")"
}
has_calc() { folder=$(program_folder) && ls "$folder"/libsclo.* >/dev/null 2>&1; }
has_writer() { folder=$(program_folder) && ls "$folder"/libswlo.* >/dev/null 2>&1; }
has_poppler() { command -v pdftotext >/dev/null; }
has_chinese_font() { [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }

lacking() {
    has_calc || echo libreoffice-calc
    has_writer || echo libreoffice-writer
    has_poppler || echo poppler-utils
    has_chinese_font || echo fonts-noto-cjk
}

install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else return 1; fi
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

packages=$(lacking)
[ -z "$packages" ] && exit 0
# shellcheck disable=SC2086 # a list of words
install $packages >/dev/null
packages=$(lacking)
[ -z "$packages" ] && exit 0
for package in $packages; do
    echo "missing for the tests marked office: $package (Debian, Ubuntu: sudo apt-get install $package)" >&2
done
exit 1
