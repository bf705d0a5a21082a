package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * A row of the table of CI systems.
 *
 * @param name for messages and the user agent
 * @param confirmed how we know that it works so
 * @param detection whether a job runs in it
 * @param token how a job gets its token
 * @param missing what to say when a job has none
 * @param session the default name of a role session
 * @param run what leads to the run, the surest first: ids and names that everyone who may see the
 *     run may see
 * @param tags session tags
 */
record CiSystem(
    String name,
    Confirmed confirmed,
    BiPredicate<Host, JobToken> detection,
    JobToken token,
    Missing missing,
    Session session,
    List<RunVariable> run,
    RunTags tags) {

  /**
   * How we know that a CI system works as its row says.
   *
   * @param link its documentation
   * @param unsure what that leaves open; may be empty
   */
  record Confirmed(String link, String unsure) {
    /** Confirmed only by the documentation: Rolecall has not been run in it. */
    static Confirmed documented(String link) {
      return new Confirmed(link, "");
    }

    /** Confirmed by documentation that leaves something open. */
    static Confirmed unsure(String link, String unsure) {
      return new Confirmed(link, unsure);
    }
  }

  /**
   * What to say when a job has no token.
   *
   * @param code of the problem
   * @param what "This Bitbucket step has no ID token"; a reason may follow
   * @param facts which job it is
   */
  record Missing(String code, String what, List<RunVariable> facts, List<Remedy> remedies) {
    Missing(String code, String what, String facts, Remedy... remedies) {
      this(code, what, RunVariable.all(facts), List.of(remedies));
    }

    /** One whose remedies name no inputs. */
    Missing(String code, String what, String facts, String... remedies) {
      this(code, what, RunVariable.all(facts), Remedy.all(remedies));
    }

    IdentityProblem.NoIdToken problem(Host host, String reason) {
      return new IdentityProblem.NoIdToken(
          code, what + reason, RunVariable.factsOrUnknown(host, facts), remedies);
    }
  }

  /** The default name of a role session. */
  interface Session {
    String of(Host host, JobToken token);
  }

  /**
   * A name of the values of variables.
   *
   * @param variables as {@link RunVariable#all} reads them: {@code word=VARIABLE}, where the word
   *     stands for a variable that is not set; the last one tells runs apart
   */
  static Session session(String prefix, String variables) {
    List<RunVariable> all = RunVariable.all(variables);
    int last = all.size() - 1;
    return (host, token) -> {
      List<String> values = all.stream().map(each -> each.valueOrName(host)).toList();
      return SessionName.of(prefix, String.join("-", values.subList(0, last)), values.get(last));
    };
  }

  /** Detected by any of these variables. */
  static BiPredicate<Host, JobToken> set(String... variables) {
    return (host, token) -> Stream.of(variables).anyMatch(name -> host.variable(name).isPresent());
  }

  /** Detected by this variable with this value. */
  static BiPredicate<Host, JobToken> is(String variable, String value) {
    return (host, token) -> host.variable(variable).filter(value::equals).isPresent();
  }

  /** Detected by its token, which no other system would give. */
  static boolean hasToken(Host host, JobToken token) {
    return token.missing(host).isEmpty();
  }
}
