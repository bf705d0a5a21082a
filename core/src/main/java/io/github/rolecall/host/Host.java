package io.github.rolecall.host;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.text.Secrets;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole outside world, so that nothing else reads the environment, the clock or the network by
 * itself.
 *
 * @param log the standard output that the CI system reads, unchanged by any framework
 * @param unreadable variables that are set, with what keeps their values from being had
 */
public record Host(
    Map<String, String> environment,
    Path home,
    Path workDirectory,
    Time time,
    Http http,
    PrintStream log,
    Terminal terminal,
    Map<String, InputProblem> unreadable) {
  /**
   * Its requests compare the clock of this machine with those of servers. What its variables hold
   * is a secret of the run where their names say so.
   */
  public Host {
    http = http.on(time.clock());
    http.secrets().learn(environment);
  }

  /** The world as it is. */
  public static Host system(PrintStream log) {
    return system(log, Http.ofJvm(Clock.systemUTC()));
  }

  /** The same where the process is all ours, and nobody else has said what to trust. */
  public static Host process(PrintStream log) {
    // Whoever shows a certificate of their own, or has a store of another kind, has both in the
    // JVM's standard TLS.
    boolean own =
        Stream.of("keyStore", "trustStoreType", "trustStoreProvider", "trustStorePassword")
            .anyMatch(name -> System.getProperty("javax.net.ssl." + name) != null);
    return system(
        log, own ? Http.ofJvm(Clock.systemUTC()) : Http.ofJdk(trustStore(), Clock.systemUTC()));
  }

  /**
   * Where the JDK looks for those whom it trusts: JSSE reference guide, choosing trust material.
   */
  private static Path trustStore() {
    String named = System.getProperty("javax.net.ssl.trustStore");
    if (named != null) {
      return Path.of(named);
    }
    Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
    Path first = folder.resolve("jssecacerts");
    return Files.exists(first) ? first : folder.resolve("cacerts");
  }

  private static Host system(PrintStream log, Http http) {
    Path home = Path.of(System.getProperty("user.home"));
    return of(Environment.ofProcess(), home, Path.of("").toAbsolutePath(), log, http);
  }

  /** The real clock and network around an environment, whose {@code HOME} goes before this one. */
  public static Host of(
      Map<String, String> environment, Path home, Path workDirectory, PrintStream log) {
    return of(environment, home, workDirectory, log, Http.ofJvm(Clock.systemUTC()));
  }

  /** The same with another network. */
  public static Host of(
      Map<String, String> environment, Path home, Path workDirectory, PrintStream log, Http http) {
    String named = environment.getOrDefault("HOME", "");
    return new Host(
        Map.copyOf(environment),
        named.isBlank() ? home : workDirectory.resolve(named),
        workDirectory,
        Time.system(),
        http,
        log,
        Terminal.system(),
        Map.of());
  }

  /**
   * A variable; blank counts as absent, as it does for AWS tools. Fails with {@link InputProblem}
   * when a file sets it, and its value cannot be had.
   */
  public Optional<String> variable(String name) {
    if (unreadable.containsKey(name)) {
      throw new CredentialsException(unreadable.get(name));
    }
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /** The same with its name, for messages. */
  public Optional<Given> given(String name) {
    return variable(name).map(text -> new Given(text, name));
  }

  /** All secrets of the run, which no text of others may show. */
  public Secrets secrets() {
    return http.secrets();
  }

  /**
   * What time it is, as those say who were asked: with this, every end of validity is compared. The
   * clock of this machine, which may be wrong, is that of {@link #time}.
   */
  public ServerClock clock() {
    return http.clock();
  }

  /** The time limit of the run. */
  public Deadline deadline() {
    return time.deadline();
  }

  /** The same world for another job. */
  public Host in(Map<String, String> environment, Path folder) {
    return with(environment, folder, folder, unreadable);
  }

  /** The same world for a run with other variables and another folder, where nobody is asked. */
  public Host unattended(Map<String, String> environment, Path folder) {
    return with(environment, home, folder, Map.of()).with(Terminal.NONE).with(time.anew());
  }

  /** The same world with one more variable. */
  public Host with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return with(more, home, workDirectory, unreadable);
  }

  /** The same world with a variable that is set, and whose value cannot be had. */
  Host without(String name, InputProblem why) {
    var more = new HashMap<>(unreadable);
    more.put(name, why);
    return with(environment, home, workDirectory, more);
  }

  /** The same world at another time. */
  public Host with(Time other) {
    return new Host(environment, home, workDirectory, other, http, log, terminal, unreadable);
  }

  /** The same world with somebody else at the terminal. */
  public Host with(Terminal other) {
    return new Host(environment, home, workDirectory, time, http, log, other, unreadable);
  }

  private Host with(
      Map<String, String> others, Path home, Path folder, Map<String, InputProblem> why) {
    return new Host(Map.copyOf(others), home, folder, time, http, log, terminal, Map.copyOf(why));
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "Host[" + workDirectory + "]";
  }

  /**
   * A file that a user named: {@code ~} is the home, and a relative path starts here. Fails with
   * {@link InputProblem.ContentsGiven} when the text is what should be in the file.
   */
  public Path file(Given name) {
    return FileName.of(name, this::path);
  }

  /** A path: {@code ~} is the home, and a relative one starts here. */
  public Path path(String text) {
    boolean inHome = text.startsWith("~/") || (onWindows() && text.startsWith("~\\"));
    return inHome ? home.resolve(text.substring(2)) : workDirectory.resolve(text);
  }

  /** Whether files, programs and variables are named as Windows names them. */
  public boolean onWindows() {
    return workDirectory.getFileSystem().getSeparator().equals("\\");
  }

  /**
   * A file that all AWS tools share: that of the variable, or the one of this name in the folder
   * {@code .aws} of the home.
   */
  public Path awsFile(String variable, String standard) {
    return given(variable).map(this::file).orElse(home.resolve(".aws").resolve(standard));
  }
}
