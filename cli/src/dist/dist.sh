# Read by the launcher for `coterie dist`: a program with its own runtime, as one archive.
#
# In the archive, under coterie/:
#   coterie        the launcher, which sees runtime/ and builds nothing
#   runtime/       the modules of the JDK that are needed
#   app/           all jars, class-path, native libraries, start-up caches of this runtime
#   samples/ docs/ coterie.service

MODULES=java.se,jdk.incubator.vector,jdk.unsupported,jdk.zipfs,jdk.localedata,jdk.charsets,jdk.management,jdk.net

make_dist() {
  local out=coterie-dist.tar.gz argument before='' place
  for argument in ${1+"$@"}; do
    case $argument in
      --out=*) out=${argument#--out=} ;;
      --out | --quiet) ;;
      *)
        if [ "$before" = --out ]; then
          out=$argument
        else
          say "dist knows --out FILE and --quiet, not $argument."
          exit 2
        fi
        ;;
    esac
    before=$argument
  done
  case $out in *.tar.gz | *.tgz) ;; *) say "--out $out: the archive is a .tar.gz." && exit 2 ;; esac
  "$JAVA_HOME/bin/jlink" --version >/dev/null 2>&1 || fail "$JAVA_HOME has no jlink; set JAVA_HOME to a whole JDK."
  watch_signals
  MAKING=$(mktemp -d "$STATE/dist.XXXXXX") || fail "cannot write to $STATE."
  place=$MAKING/coterie
  mkdir -p "$place/app/lib"
  [ -n "$QUIET" ] || say "linking a runtime of $JAVA_HOME; this takes a minute."
  "$JAVA_HOME/bin/jlink" --add-modules "$MODULES" --include-locales=en,zh \
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
    --output "$place/runtime" >"$STATE/dist.log" 2>&1 || fail "jlink failed; see $STATE/dist.log."
  copy_program "$place" && make_caches "$place/app" || fail "cannot write to $MAKING; is the disk full?"
  tar -czf "$MAKING/dist.tar.gz" -C "$MAKING" coterie || fail "tar failed; is the disk full?"
  mv -f "$MAKING/dist.tar.gz" "$out" || fail "cannot write $out."
  rm -rf "$MAKING"
  MAKING=''
  trap - INT TERM HUP EXIT
  say "wrote $out ($(du -h "$out" | cut -f1)): unpack it anywhere, and run coterie/coterie"
}

# Everything but the runtime. Jars of the same name from two places would be one here: there are none.
copy_program() {
  local place=$1 jar paths=''
  local IFS=:
  for jar in $(class_path "$APP"); do
    cp -p "$jar" "$place/app/lib/" || return 1
    paths=$paths${paths:+:}lib/${jar##*/}
  done
  IFS=$' \t\n'
  printf '%s\n' "$paths" >"$place/app/class-path"
  cp -pR "$APP/native" "$place/app/" &&
    cp -p "$ROOT/coterie" "$ROOT/LICENSE" "$ROOT/NOTICE" "$ROOT/cli/src/dist/coterie.service" "$place/" &&
    cp -pR "$ROOT/samples" "$ROOT/docs" "$place/"
}

# Caches are of one runtime and of jars at their places.
make_caches() {
  local app=$1
  JAVA_HOME=${app%/app}/runtime OF_JDK=runtime train "$app"
  APP=$app JAVA_HOME=${app%/app}/runtime rehearse
}
