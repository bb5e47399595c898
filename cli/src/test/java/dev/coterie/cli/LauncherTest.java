package dev.coterie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with spaces in its path. Maven is a script there that
 * hands over the classes of this test run; the JDK and the program are the real ones.
 */
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo build >>builds
      if [ -f slow ]; then exec sleep 60; fi
      if [ -f broken ]; then echo '[INFO] hm'; echo '[ERROR] Matrix.java: no such symbol'; exit 1; fi
      sleep 0.3
      mkdir -p cli/target
      cp empty.jar cli/target/coterie-cli-0.jar
      cp classpath cli/target/launcher.classpath
      """;

  @TempDir Path folder;
  private Path checkout;
  private Path tools;

  private record Ended(int code, String out, String err) {}

  /** A launcher at work; its streams go to files, which never fill up. */
  private record Running(Process process, Path streams) {
    Ended end() throws IOException, InterruptedException {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
      return new Ended(
          process.exitValue(),
          Files.readString(streams.resolve("out")),
          Files.readString(streams.resolve("err")));
    }
  }

  @BeforeEach
  void layOut() throws IOException {
    checkout = Files.createDirectories(folder.resolve("my checkout"));
    tools = Files.createDirectories(folder.resolve("tools"));
    Path script = Path.of("coterie").toAbsolutePath();
    if (!Files.exists(script)) {
      script = Path.of("..", "coterie").toAbsolutePath();
    }
    Files.copy(script, checkout.resolve("coterie"));
    executable(checkout.resolve("coterie"));
    Files.writeString(tools.resolve("mvn"), MAVEN);
    executable(tools.resolve("mvn"));
    Files.writeString(checkout.resolve("classpath"), System.getProperty("java.class.path"));
    new JarOutputStream(Files.newOutputStream(checkout.resolve("empty.jar")), new Manifest())
        .close();
    Files.createDirectories(checkout.resolve("cli/src/main"));
    Files.writeString(checkout.resolve("cli/src/main/A.java"), "class A {}");
    Files.writeString(checkout.resolve("cli/pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
  }

  @Test
  void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    assertThat(run("--version").code()).isZero();
    assertThat(run("--version"))
        .satisfies(
            second -> {
              assertThat(second.code()).isZero();
              assertThat(second.out()).startsWith("coterie ");
              assertThat(second.err()).isEmpty();
            });
    assertThat(builds()).isEqualTo(1);

    Files.setLastModifiedTime(
        checkout.resolve("cli/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("--version").err()).contains("building");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aDeletedSourceIsAChange() throws Exception {
    run("--version");
    Files.delete(checkout.resolve("cli/src/main/A.java"));
    run("--version");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void itWorksThroughALinkAndFromAnyFolderAndKeepsTheFolder() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path link =
        Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../my checkout/coterie"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);

    Ended ended = start(elsewhere, Map.of(), second.toString(), "doctor", "--cache", "here").end();

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("here");
    assertThat(checkout.resolve(".coterie/current")).exists();
  }

  @Test
  void theProgramHasItsModuleItsMemoryAndACleanStderr() throws Exception {
    run("--version");
    Ended ended = run("doctor", "--memory", "1.5G", "--format", "csv");

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).doesNotContain("jdk.incubator.vector is not there");
    assertThat(ended.out()).containsPattern("memory,ok,\"1536 MiB, [78]\\d\\d MiB of it heap\"");
    assertThat(run("doctor", "--memory=1.5G", "--format", "csv").out()).isEqualTo(ended.out());
  }

  @Test
  void helpLoadsNeitherTheDatabaseNorTheEncoders() throws Exception {
    run("--version");
    Path loaded = folder.resolve("loaded");
    Map<String, String> options = Map.of("COTERIE_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);

    assertThat(start(checkout, options, launcher(), "--help").end().out()).contains("Usage:");

    assertThat(Files.readString(loaded))
        .contains("dev.coterie.cli.CoterieCommand")
        .doesNotContain("org.duckdb", "ai.onnxruntime", "ai.djl", "tools.jackson", "jdk.incubator");
  }

  @Test
  void theExitCodeIsThatOfTheProgram() throws Exception {
    assertThat(run("no-such-command").code()).isEqualTo(2);
  }

  @Test
  void ofTwoAtOnceOneBuildsAndTheOtherWaits() throws Exception {
    Running first = start(checkout, Map.of(), launcher(), "--version");
    Running second = start(checkout, Map.of(), launcher(), "--version");

    Ended one = first.end();
    Ended two = second.end();

    assertThat(builds()).isEqualTo(1);
    assertThat(one.code() + two.code()).isZero();
    assertThat(one.out()).isEqualTo(two.out());
    assertThat(one.err() + two.err()).contains("waiting");
    assertThat(isLocked()).isFalse();
  }

  @Test
  void theLockOfADeadProcessIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(checkout.resolve(".coterie"));
    Files.createSymbolicLink(lock(), Path.of(Long.toString(dead.pid())));

    assertThat(run("--version").code()).isZero();
    assertThat(isLocked()).isFalse();
  }

  @Test
  void aFailedBuildShowsItsErrorsAndLeavesNoLock() throws Exception {
    Files.createFile(checkout.resolve("broken"));

    Ended ended = run("--version");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("the build failed", "[ERROR] Matrix.java: no such symbol");
    assertThat(ended.err()).doesNotContain("[INFO]");
    assertThat(isLocked()).isFalse();
    Files.delete(checkout.resolve("broken"));
    assertThat(run("--version").code()).isZero();
  }

  @Test
  void aStoppedBuildLeavesNothing() throws Exception {
    Files.createFile(checkout.resolve("slow"));
    Running running = start(checkout, Map.of(), launcher(), "--version");
    while (!Files.exists(checkout.resolve("builds"))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    List<ProcessHandle> below = running.process().descendants().toList();
    running.process().destroy();

    assertThat(running.end().code()).isEqualTo(143);
    for (ProcessHandle each : below) {
      each.onExit().get(10, TimeUnit.SECONDS);
    }
    try (var left = Files.list(checkout.resolve(".coterie"))) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("build.log");
    }
  }

  @Test
  void withoutAJdkOneLineSaysWhatToInstall() throws Exception {
    Map<String, String> nothing =
        Map.of(
            "JAVA_HOME",
            "/nowhere",
            "COTERIE_JDKS",
            "/nowhere",
            "HOME",
            folder.toString(),
            "PATH",
            pathWithoutJava());

    Ended ended = start(checkout, nothing, launcher(), "demo").end();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).startsWith("coterie: no JDK 25 found: install one");
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void anOlderJavaHomeIsPassedOver() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-17/bin"));
    for (String tool : List.of("java", "javac")) {
      executable(Files.writeString(old.resolve(tool), "#!/bin/sh\nexit 9\n"));
    }
    Files.writeString(folder.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Map<String, String> older =
        Map.of(
            "JAVA_HOME",
            folder.resolve("jdk-17").toString(),
            "COTERIE_JDKS",
            folder.resolve("jdk-17") + " " + System.getProperty("java.home"));

    assertThat(start(checkout, older, launcher(), "--version").end().code()).isZero();
  }

  private Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher()));
    command.addAll(List.of(arguments));
    return start(checkout, Map.of(), command.toArray(String[]::new)).end();
  }

  private String launcher() {
    return checkout.resolve("coterie").toString();
  }

  private Path lock() {
    return checkout.resolve(".coterie/build.lock");
  }

  private boolean isLocked() {
    return Files.exists(lock(), LinkOption.NOFOLLOW_LINKS);
  }

  private long builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  private Running start(Path from, Map<String, String> environment, String... command)
      throws IOException {
    Path streams = Files.createTempDirectory(folder, "streams");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(streams.resolve("out").toFile())
            .redirectError(streams.resolve("err").toFile());
    builder.environment().remove("COTERIE_BUILT");
    builder.environment().remove("MAVEN_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    return new Running(builder.start(), streams);
  }

  /** Just what the launcher needs before it has a JDK. */
  private String pathWithoutJava() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String tool : List.of("bash", "dirname", "readlink", "uname")) {
      for (String place : System.getenv("PATH").split(":", -1)) {
        if (Files.isExecutable(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
          Files.writeString(
              bin.resolve(tool), "#!/bin/sh\nexec " + Path.of(place, tool) + " \"$@\"\n");
          executable(bin.resolve(tool));
        }
      }
    }
    return bin.toString();
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
