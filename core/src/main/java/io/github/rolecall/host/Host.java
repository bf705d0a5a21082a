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
 * All access to the outside world. No other class reads the environment, the clock or the network
 * directly.
 *
 * @param log the standard output that the CI system reads, unchanged by any framework
 * @param unreadable variables that are set, and why their values cannot be read
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
   * Lets HTTP requests compare the clock of this machine with those of servers. Registers the
   * values of variables as secrets if their names indicate that.
   */
  public Host {
    http = http.on(time.clock());
    http.secrets().learn(environment);
  }

  /** Returns the host of this process. */
  public static Host system(PrintStream log) {
    return system(log, Http.ofJvm(Clock.systemUTC()));
  }

  /** The same for a process that runs only Rolecall and has no trust settings of its own. */
  public static Host process(PrintStream log) {
    // A client certificate or a trust store of another type needs the JVM's standard TLS.
    boolean own =
        Stream.of("keyStore", "trustStoreType", "trustStoreProvider", "trustStorePassword")
            .anyMatch(name -> System.getProperty("javax.net.ssl." + name) != null);
    return system(
        log, own ? Http.ofJvm(Clock.systemUTC()) : Http.ofJdk(trustStore(), Clock.systemUTC()));
  }

  /** Returns the trust store that the JDK uses: JSSE reference guide, choosing trust material. */
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

  /**
   * Returns a host with the real clock and network and this environment, whose {@code HOME} takes
   * precedence over this one.
   */
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
   * Returns a variable; a blank value counts as absent, as in AWS tools. Fails with {@link
   * InputProblem} when a file sets it and its value cannot be read.
   */
  public Optional<String> variable(String name) {
    if (unreadable.containsKey(name)) {
      throw new CredentialsException(unreadable.get(name));
    }
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /** Returns a variable with its name, for messages. */
  public Optional<Given> given(String name) {
    return variable(name).map(text -> new Given(text, name));
  }

  /** Returns the secrets of the run, which must not be shown. */
  public Secrets secrets() {
    return http.secrets();
  }

  /**
   * Returns the time as the servers report it. Every expiry is compared with it. {@link #time} has
   * the clock of this machine, which may be wrong.
   */
  public ServerClock clock() {
    return http.clock();
  }

  /** Returns the time limit of the run. */
  public Deadline deadline() {
    return time.deadline();
  }

  /** Returns the same host for another job. */
  public Host in(Map<String, String> environment, Path folder) {
    return with(environment, folder, folder, unreadable);
  }

  /** Returns the same host with other variables and another folder, and without a terminal. */
  public Host unattended(Map<String, String> environment, Path folder) {
    return with(environment, home, folder, Map.of()).with(Terminal.NONE).with(time.anew());
  }

  /** Returns the same host for another run, which has a time limit of its own. */
  public Host anew() {
    return with(time.anew());
  }

  /** Returns the same host with one more variable. */
  public Host with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return with(more, home, workDirectory, unreadable);
  }

  /** Returns the same host with a variable that is set, but cannot be read. */
  Host without(String name, InputProblem why) {
    var more = new HashMap<>(unreadable);
    more.put(name, why);
    return with(environment, home, workDirectory, more);
  }

  /** Returns the same host with another clock. */
  public Host with(Time other) {
    return new Host(environment, home, workDirectory, other, http, log, terminal, unreadable);
  }

  /** Returns the same host with another terminal. */
  public Host with(Terminal other) {
    return new Host(environment, home, workDirectory, time, http, log, other, unreadable);
  }

  private Host with(
      Map<String, String> others, Path home, Path folder, Map<String, InputProblem> why) {
    return new Host(Map.copyOf(others), home, folder, time, http, log, terminal, Map.copyOf(why));
  }

  /** Omits the environment, which contains secrets. */
  @Override
  public String toString() {
    return "Host[" + workDirectory + "]";
  }

  /**
   * Resolves a file that a user named: {@code ~} is the home folder, and a relative path starts at
   * the current folder. Fails with {@link InputProblem.ContentsGiven} when the text is the content
   * of a file.
   */
  public Path file(Given name) {
    return FileName.of(name, this::path);
  }

  /**
   * Resolves a path: {@code ~} is the home folder, and a relative path starts at the current
   * folder.
   */
  public Path path(String text) {
    boolean inHome = text.startsWith("~/") || (onWindows() && text.startsWith("~\\"));
    return inHome ? home.resolve(text.substring(2)) : workDirectory.resolve(text);
  }

  /** Returns whether files, programs and variables have Windows names. */
  public boolean onWindows() {
    return workDirectory.getFileSystem().getSeparator().equals("\\");
  }

  /**
   * Returns a file that all AWS tools share: the one that the variable names, or the one of this
   * name in the folder {@code .aws} of the home folder.
   */
  public Path awsFile(String variable, String standard) {
    return given(variable).map(this::file).orElse(home.resolve(".aws").resolve(standard));
  }
}
