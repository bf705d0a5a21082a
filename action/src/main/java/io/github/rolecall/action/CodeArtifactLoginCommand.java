package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.aws.codeartifact.AuthorizationToken;
import io.github.rolecall.aws.codeartifact.CodeArtifact;
import io.github.rolecall.aws.codeartifact.CodeArtifactDomain;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.packagemanager.LoginFile;
import io.github.rolecall.packagemanager.RepositoryLogin;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall codeartifact-login}: writes a login to a repository of CodeArtifact into the
 * settings of a package manager.
 */
final class CodeArtifactLoginCommand extends Subcommand {

  CodeArtifactLoginCommand(Host host, PrintStream err) {
    super(host, err, Options.forProcess().without(Input.ENVIRONMENT_PREFIX));
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        spec(
            "Log a package manager in to a repository of AWS CodeArtifact. Writes the address of"
                + " the repository and a token to the user's settings of npm, pip, twine, NuGet or"
                + " Maven, as aws codeartifact login does. Everything else in the file stays as it"
                + " is.",
            "",
            "Examples:",
            "  rolecall codeartifact-login --tool pip --domain acme --repository shared",
            "",
            "  rolecall codeartifact-login --tool npm --domain acme --repository shared",
            "  npm ci");
    DomainOptions.addTo(spec);
    RepositoryOptions.addTo(spec);
    return spec;
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    var domainOptions = DomainOptions.of(parsed);
    var options = RepositoryOptions.of(parsed);
    var file = new LoginFile(options.tool(), host);
    file.check();
    PlannedRole role = domainOptions.planned(inputs, job);
    Assumed signer = job.assume().run(List.of(role)).get(0);
    CodeArtifactDomain domain = domainOptions.domain(signer);
    var service = new CodeArtifact(host, job.console());
    AuthorizationToken token = service.token(domain, domainOptions.lifetime(), role.plan(), signer);
    URI endpoint =
        service.repositoryEndpoint(
            domain, options.repository(), options.tool().format(), role.plan(), signer);
    RepositoryLogin login = options.login(domain, endpoint, token.value());
    host.deadline().doing("writing " + file.path());
    Cancellation.shield(() -> file.write(login));
    job.console()
        .info(
            "Logged %s in to %s%s as %s, valid until %s. Wrote %s"
                .formatted(
                    options.tool().word(),
                    endpoint,
                    options.alias(login),
                    signer.identity().arn(),
                    token.expires(),
                    file.path()));
    file.conflicts(login).forEach(job.console()::warn);
    return 0;
  }
}
