package io.github.rolecall.aws.sts;

import io.github.rolecall.http.Http;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.StsCall;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Reads answers of STS, or of another server in its place, for tests of other packages. */
public final class StsAnswers {
  private StsAnswers() {}

  /** Reads the body as a success, and as a failure with its message. */
  public static void read(String body) {
    for (String action : new String[] {"AssumeRole", "AssumeRoleWithWebIdentity"}) {
      IssuedSession.of(action, new Http.Answer(200, "text/xml", body));
    }
    var endpoint = new StsEndpoint("us-east-1", URI.create("https://sts.amazonaws.com"));
    var network = Networks.at(URI.create("https://sts.amazonaws.com"));
    var problems = new StsProblems(endpoint, network, Http.ofJvm(Clock.systemUTC()));
    var call =
        new StsCall(
            "AssumeRole",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "us-east-1",
            "https://sts.amazonaws.com");
    for (int status : new int[] {400, 403, 503}) {
      problems
          .of(call, Optional.empty(), new Http.Answer(status, "text/xml", body))
          .problem()
          .message(FrontEnd.COMMAND);
    }
  }
}
