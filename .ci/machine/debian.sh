#!/usr/bin/env bash
# Installs the Debian packages that are still missing for one purpose, or says in a sentence which they are.
#
#   machine/debian.sh needed    for setting up, running and building the program; status 1 when one stays missing
#   machine/debian.sh windows   for building the Windows program here; status 1 when one stays missing
#   machine/debian.sh deb       for building the package for UOS and Kylin here; likewise
#   machine/debian.sh tests     for some of the tests, which skip where it is missing; so status 0 all the same
#
# PYTHON is the interpreter that the environment is made with.
set -euo pipefail

needed=(
  libglib2.0-0 libgl1 libegl1 libfontconfig1 libdbus-1-3 libxkbcommon0            # Qt, even without a screen
  libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1   # Qt's windows on X
  libxcb-render-util0 libxcb-shape0 libxcb-xkb1
  libcups2                                                                        # printing
  binutils                                                                        # making the executable
)
windows=(wine64 gcc-mingw-w64-x86-64-win32 binutils-mingw-w64-x86-64 locales xvfb)  # the last to look at its window
deb=(debootstrap debian-archive-keyring xz-utils)
tests=(xvfb xdotool dbus fcitx5 fcitx5-pinyin poppler-utils)

python=${PYTHON:-python3}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  needed+=(python3-venv)  # Debian's python3 alone cannot make an environment
fi
if [ "$("$python" -c 'import sys; print(sys.base_prefix)' 2>/dev/null)" = /usr ]; then
  needed+=("libpython$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')")  # carried by the executable
fi

purpose=${1:?needed, windows, deb or tests}
declare -n wanted=$purpose

if ! command -v dpkg-query >/dev/null; then
  echo "这台机器不是 Debian 系列，没有检查系统软件包；需要与下列相当的组件：${wanted[*]}"
  exit 0
fi

# Newer releases renamed some (libglib2.0-0t64).
installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sed 's/t64$//' | tr '\n' ' ')"
missing=()
for package in "${wanted[@]}"; do
  [[ $installed == *" $package "* ]] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  echo "正在安装系统软件包：${missing[*]}"
  if apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null; then
    exit 0
  fi
fi

if [ "$purpose" = tests ]; then
  echo "以下软件包没有装上，用到它们的测试会跳过：${missing[*]}"
  exit 0
fi
echo "还缺少系统软件包：${missing[*]}" >&2
echo "请用管理员身份运行：apt-get install ${missing[*]}" >&2
exit 1
