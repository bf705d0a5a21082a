package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Azure Pipelines, of Azure DevOps Services.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/oidctoken/create">Microsoft,
 *     Oidctoken - Create</a>
 */
final class AzurePipelines extends QuietCi {
  private static final String ADDRESS = "SYSTEM_OIDCREQUESTURI";
  private static final String BEARER = "SYSTEM_ACCESSTOKEN";

  /** Microsoft documents 7.1 and, elsewhere, 7.1-preview.1. */
  private static final String VERSION = "ROLECALL_AZURE_API_VERSION";

  private static final String CONNECTION = "ROLECALL_AZURE_SERVICE_CONNECTION";
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]{1,64}");

  AzurePipelines(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "Azure Pipelines";
  }

  @Override
  public boolean detected() {
    return host.variable("TF_BUILD").filter("true"::equalsIgnoreCase).isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (host.variable(ADDRESS).isPresent() && host.variable(BEARER).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-system-access-token",
            "This Azure Pipelines step cannot request an ID token: "
                + (host.variable(BEARER).isPresent() ? ADDRESS : BEARER)
                + " is not set",
            List.of(
                new Fact("project", variable("SYSTEM_TEAMPROJECT", "unknown")),
                new Fact("pipeline", variable("BUILD_DEFINITIONNAME", "unknown"))),
            Remedy.all(
                "Map the token of the job into the step: env: { SYSTEM_ACCESSTOKEN:"
                    + " $(System.AccessToken) }",
                "On Azure DevOps Server there are no ID tokens: name another source.")));
  }

  /** The audience is api://AzureADTokenExchange, and nothing changes it. */
  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    var endpoint =
        new TokenEndpoint(
            host,
            name(),
            "oidcToken",
            Remedy.all(
                "Check that the job may use its access token, and that the service connection, if"
                    + " one is named by "
                    + CONNECTION
                    + ", lets this pipeline use it.",
                "If the version of the interface is refused, name another one: "
                    + VERSION
                    + "=7.1-preview.1"));
    String connection =
        host.variable(CONNECTION)
            .map(id -> "&serviceConnectionId=" + plain(CONNECTION, id))
            .orElse("");
    String version = plain(VERSION, variable(VERSION, "7.1"));
    IdentityToken token =
        endpoint.ask(
            new Http.Request(
                    endpoint.service(),
                    TokenEndpoint.address(
                        ADDRESS,
                        host.variable(ADDRESS).orElseThrow(),
                        "api-version=" + version + connection),
                    Map.of(
                        "Authorization",
                        "Bearer " + TokenEndpoint.bearer(host, BEARER),
                        "Content-Type",
                        "application/json",
                        "Accept",
                        "application/json"),
                    network)
                .by("POST"));
    return GivenToken.checked(token, audience, "");
  }

  private static String plain(String name, String value) {
    if (!PLAIN.matcher(value).matches()) {
      throw new CredentialsException(
          new InputProblem.Invalid(name, value, "letters, digits, dots and hyphens"));
    }
    return value;
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Azure",
        variable("SYSTEM_TEAMPROJECT", "project")
            + "-"
            + variable("BUILD_DEFINITIONNAME", "pipeline"),
        variable("BUILD_BUILDID", "build"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host,
        "build_id",
        "BUILD_BUILDID",
        "job_id",
        "SYSTEM_JOBID",
        "attempt",
        "SYSTEM_JOBATTEMPT",
        "project",
        "SYSTEM_TEAMPROJECT",
        "pipeline",
        "BUILD_DEFINITIONNAME");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Azure")
        .kept("Project", "SYSTEM_TEAMPROJECT")
        .kept("Pipeline", "BUILD_DEFINITIONNAME")
        .kept("Branch", "BUILD_SOURCEBRANCH")
        .kept("Commit", "BUILD_SOURCEVERSION")
        .droppable("Build", "BUILD_BUILDID")
        .droppable("EventName", "BUILD_REASON")
        .all();
  }
}
