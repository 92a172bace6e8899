# What scripts/livemel and scripts/test share: libraries and system packages, brought once and then found quickly.
# For bash 3.2 (macOS) and newer. Who sources it gets $repo, $venv and set_up.

repo=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && cd .. && pwd)
venv=$repo/.venv
packages_run="fonts-dejavu-core libasound2-plugins libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libportaudio2
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
  libxcb-xinerama0 libxkbcommon-x11-0"
packages_test="$packages_run mosquitto mosquitto-clients pulseaudio pulseaudio-utils strace xdotool xvfb"
requirement_run="$repo"
requirement_test="$repo[test]"
packages_peers=$packages_test
requirement_peers="$repo[test,references]"

# set_up run|test|peers: comes back when what running, testing or comparing with other libraries needs is there, or ends
# with an error that says what to do.
set_up() {
  if ! is_ready "$1"; then
    (alone && bring "$1") || exit 1
  fi
}

is_ready() {
  local key
  key=$(key)
  [ -x "$venv/bin/livemel" ] && is_stamped "libraries-$1" "$key" && is_stamped "packages-$1" "$key"
}

is_stamped() {
  [ -r "$venv/$1" ] && [ "$(<"$venv/$1")" = "$2" ]
}

# Whatever makes a set-up stale: other dependencies, other package lists, another Python, another place.
key() {
  (cd "$repo" && cksum pyproject.toml scripts/lib/setup.sh && place) 2>&1
}

place() {
  "$venv/bin/python" -V 2>&1
  echo "$repo"
}

# One set-up at a time; the lock ends with the subshell.
alone() {
  command -v flock >/dev/null || return 0
  exec 9<"$repo/scripts/lib/setup.sh"
  flock -n 9 && return
  say "waiting for the other set-up of this folder"
  flock 9 || true # a file system without locks
}

bring() {
  is_ready "$1" && return
  log=$(mktemp)
  trap keep_log EXIT
  bring_python
  bring_venv
  bring_packages "$1"
  bring_libraries "$1"
}

keep_log() {
  if [ -d "$venv" ]; then
    cat "$log" >>"$venv/setup.log"
  fi
  rm -f "$log"
}

bring_python() {
  python=$(find_python) && return
  if ! command -v python3 >/dev/null && can_install; then
    say "installing Python"
    install_packages python3 python3-venv || fail "cannot install Python"
    python=$(find_python) && return
  fi
  fail "Python 3.11 or newer is needed, got $(python3 -V 2>/dev/null || echo none);" \
    "install one, or name one: LIVEMEL_PYTHON=/path/to/python3 $0"
}

find_python() {
  local name
  for name in ${LIVEMEL_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

bring_venv() {
  is_whole && return
  say "making a virtual environment in $venv"
  rm -rf "$venv"
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    can_install || fail "Python's venv is missing; run: $(install_line python3-venv)"
    install_packages python3-venv || fail "cannot install python3-venv"
  fi
  mkdir -p "$venv"
  touch "$venv/unfinished"
  quietly "$python" -m venv "$venv" || fail "cannot make a virtual environment with $python"
}

is_whole() {
  [ -r "$venv/libraries-run" ] && [ ! -e "$venv/unfinished" ] && [ -x "$venv/bin/livemel" ] &&
    [ "$(tail -n 2 "$venv/libraries-run")" = "$(place)" ]
}

bring_libraries() {
  is_stamped "libraries-$1" "$(key)" && return
  say "installing Python libraries (a minute or two)"
  touch "$venv/unfinished"
  local requirement=requirement_$1
  quietly env PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/python" -m pip install -e "${!requirement}" ||
    fail "pip could not install the Python libraries; is there a network?"
  rm "$venv/unfinished"
  key >"$venv/libraries-run"
  key >"$venv/libraries-$1"
}

# Without the right to install, the rest goes on: much of livemel works without a screen or a microphone.
bring_packages() {
  is_stamped "packages-$1" "$(key)" && return
  local list=packages_$1 missing
  missing=$(missing_packages ${!list})
  if [ -n "$missing" ]; then
    if ! can_install; then
      say "system packages are missing; run: $(install_line $missing)"
      return
    fi
    say "installing system packages: $missing"
    if ! install_packages $missing; then
      say "system packages could not be installed (see $venv/setup.log); run: $(install_line $missing)"
      return
    fi
  fi
  key >"$venv/packages-$1"
}

missing_packages() {
  if command -v dpkg-query >/dev/null; then
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
    printf '%s\n' "$@" | grep -vxF "$installed" | xargs
  elif [ "$(uname)" = Linux ] && ! { ldconfig -p 2>/dev/null || true; } | grep -q 'libportaudio\.so\.2'; then
    echo portaudio
  fi
}

can_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_packages() {
  apt_get install --no-install-recommends "$@" ||
    { apt_get update && apt_get install --no-install-recommends "$@"; } # the lists may be old, or none
}

apt_get() {
  local as_root=
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 "$@"
}

install_line() {
  if command -v apt-get >/dev/null; then
    echo "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends $*'"
  else
    echo "your system's package manager for $*"
  fi
}

# Neither the caller's stdin, which may be sound, nor the lock is for others.
quietly() {
  "$@" >>"$log" 2>&1 </dev/null 9>&-
}

say() {
  echo "livemel: $*" >&2
}

fail() {
  tail -n 15 "$log" >&2
  say "error: $*"
  exit 1
}
