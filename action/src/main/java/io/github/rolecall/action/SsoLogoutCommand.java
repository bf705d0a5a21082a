package io.github.rolecall.action;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.sso.SsoSignOut;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall sso logout}: signs out of everything, as {@code aws sso logout} does. */
final class SsoLogoutCommand extends Subcommand {
  SsoLogoutCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
        "Sign out of IAM Identity Center. Ends every session in ~/.aws/sso/cache, and"
            + " removes its token, and the credentials that the AWS CLI got with the token"
            + " (~/.aws/cli/cache).");
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    var access = new SsoAccess(job, inputs, AwsFiles.chosen(host));
    int removed = new SsoSignOut(access.caller(), access.settings()::portal).run();
    err.println("Removed " + removed + " token(s) of IAM Identity Center");
    return 0;
  }
}
