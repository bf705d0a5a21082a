package io.github.rolecall.option;

import static io.github.rolecall.option.FrontEnd.ACTION;
import static io.github.rolecall.option.FrontEnd.COMMAND;
import static io.github.rolecall.option.FrontEnd.MAVEN;
import static io.github.rolecall.option.Option.arns;
import static io.github.rolecall.option.Option.flag;
import static io.github.rolecall.option.Option.list;
import static io.github.rolecall.option.Option.number;
import static io.github.rolecall.option.Option.text;
import static io.github.rolecall.option.Option.trustPolicy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The one table of everything a user can set. A contract test keeps it equal to {@code action.yml},
 * the parameters of the mojo, the options of the command and the reference in the docs.
 */
public enum Input {
  AWS_REGION(
      text().environment("AWS_DEFAULT_REGION").alsoFor(Goal.WHOAMI),
      "The AWS Region whose STS is asked and which later steps get, for example `eu-central-1`."
          + " Required; outside the action, the Region of the profile stands in for it."),
  CONFIG(
      text().alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI),
      "File of settings, in YAML or JSON: inputs by their names, the options of Pulumi's AWS"
          + " provider, a `Pulumi.<stack>.yaml`, a Pulumi ESC environment, or the settings of"
          + " Pulumi Deployments. What is set here goes before it; it goes before environment"
          + " variables. A relative path starts at the work directory."),
  TRANSLATE_ENV_VARIABLES(
      flag().standard("true").alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI),
      "`false` takes no input from environment variables, so that an earlier step or the settings"
          + " of a runner cannot set what is not written here. Variables that AWS tools read, such"
          + " as `AWS_ACCESS_KEY_ID`, `AWS_PROFILE` and `AWS_ENDPOINT_URL_STS`, are not inputs and"
          + " are still read. No environment variable sets this input."),
  ROLE_TO_ASSUME(
      arns().environment().outsideTheAction("AWS_ROLE_ARN").guarded().alsoFor(Goal.TRUST_POLICY),
      "ARN of the role to assume. Several, one a line, are assumed one after the other (role"
          + " chaining). With keys or ambient credentials a bare role name is enough: it is"
          + " completed with the account and partition of the caller."),
  ROLE_SESSION_NAME(
      text()
          .standard("`GitHubActions` in the GitHub action, elsewhere the name of the CI run")
          .environment()
          .outsideTheAction("AWS_ROLE_SESSION_NAME"),
      "Name of the role session, seen in CloudTrail and in the session's ARN: 2 to 64 characters of"
          + " `A-Z a-z 0-9 _ + = , . @ -`."),
  ROLE_DURATION_SECONDS(
      number("3600").environment(),
      "How long the credentials are valid, in seconds: 900 to 43200, at most what the role allows,"
          + " and at most 3600 where a role is assumed from another role."),
  ROLE_EXTERNAL_ID(
      text().environment(),
      "External id that the trust policy of the role asks for. Not used with a web identity token,"
          + " for which STS has no such parameter."),
  ROLE_SOURCE_IDENTITY(
      text(),
      "Source identity of the session, which stays the same along a chain of roles and stands in"
          + " CloudTrail: 2 to 64 characters of `A-Z a-z 0-9 _ + = , . @ -`. The trust policy must"
          + " allow `sts:SetSourceIdentity`. Not used with a web identity token, which says it"
          + " itself."),
  ROLE_CHAINING(
      flag().environment(),
      "`true` assumes the role from the credentials that the environment already has, instead of"
          + " from the token of the CI job."),
  ROLE_SKIP_SESSION_TAGGING(
      flag().environment(),
      "`true` sends no session tags, for trust policies that do not allow `sts:TagSession`."),
  CUSTOM_TAGS(
      text(),
      "Further session tags, as a JSON object of strings, numbers and booleans. Not used with a web"
          + " identity token: there, tags come from its claims."),
  TRANSITIVE_TAG_KEYS(
      list().environment(), "Keys of session tags that a chained role session keeps, one a line."),
  INLINE_SESSION_POLICY(
      text().environment().guarded(),
      "IAM policy in JSON that narrows what the session may do, at most 2048 characters."),
  MANAGED_SESSION_POLICIES(
      arns().environment().guarded(),
      "ARNs of managed policies that narrow what the session may do, one a line, at most 10."),
  AUDIENCE(
      text()
          .standard("`sts.amazonaws.com`, in China `sts.amazonaws.com.cn`")
          .environment()
          .alsoFor(Goal.TRUST_POLICY),
      "Audience of the web identity token: a client id of the OIDC provider in IAM. GitHub issues"
          + " the token for it; where the CI system has fixed the audience (GitLab) it is only"
          + " compared."),
  WEB_IDENTITY_TOKEN_FILE(
      text().environment().alsoFor(Goal.TRUST_POLICY),
      "File with a web identity token to use instead of the CI job's own. A relative path starts at"
          + " the work directory."),
  WEB_IDENTITY_TOKEN(
      text().secret().only(ACTION),
      "Web identity token to use instead of the CI job's own, where neither a file nor a variable"
          + " has it."),
  WEB_IDENTITY_TOKEN_ENV(
      text().standard("`AWS_ID_TOKEN` on GitLab and Jenkins").alsoFor(Goal.TRUST_POLICY),
      "Name of an environment variable that holds a web identity token, as GitLab's `id_tokens`"
          + " sets it."),
  WEB_IDENTITY_TOKEN_COMMAND(
      text().only(MAVEN, COMMAND).alsoFor(Goal.TRUST_POLICY),
      "Command that prints a web identity token, for CI systems that Rolecall does not know. It"
          + " runs without a shell and has 60 seconds."),
  AWS_ACCESS_KEY_ID(text().only(ACTION), "Access key id to start from, when there is no token."),
  AWS_SECRET_ACCESS_KEY(
      text().secret().only(ACTION), "Secret access key that belongs to `aws-access-key-id`."),
  AWS_SESSION_TOKEN(
      text().secret().only(ACTION),
      "Session token that belongs to `aws-access-key-id`, if that is temporary."),
  ACCESS_KEY_ID_ENV(
      text().only(MAVEN, COMMAND).alsoFor(Goal.WHOAMI),
      "Name of the environment variable that holds the access key id to start from. The name, never"
          + " the value: Maven prints parameters and everyone can read a process's arguments."),
  SECRET_ACCESS_KEY_ENV(
      text().only(MAVEN, COMMAND).alsoFor(Goal.WHOAMI),
      "Name of the environment variable that holds the secret access key."),
  SESSION_TOKEN_ENV(
      text().only(MAVEN, COMMAND).alsoFor(Goal.WHOAMI),
      "Name of the environment variable that holds the session token, if the key is temporary."),
  SERVER_ID(
      text().only(MAVEN).alsoFor(Goal.WHOAMI),
      "Id of a `<server>` in settings.xml whose username is the access key id and whose password,"
          + " best encrypted, is the secret access key."),
  SOURCE_PROFILE(
      text().alsoFor(Goal.WHOAMI),
      "Profile of the AWS config and credentials files to start from."),
  FORCE_SKIP_OIDC(flag(), "`true` never uses the token of the CI job, even where there is one."),
  USE_EXISTING_CREDENTIALS(
      flag().environment(),
      "`true` keeps the credentials that the environment already has, if AWS accepts them and the"
          + " account guards allow them."),
  UNSET_CURRENT_CREDENTIALS(
      flag().environment(),
      "`true` neither uses the credentials that are in the environment nor, where later steps get"
          + " variables, leaves them to those."),
  ALLOWED_ACCOUNT_IDS(
      list().alsoFor(Goal.WHOAMI),
      "Account ids, separated by commas, one of which the credentials must belong to. Checked"
          + " before anything is handed on."),
  FORBIDDEN_ACCOUNT_IDS(
      list().alsoFor(Goal.WHOAMI),
      "Account ids, separated by commas, to which the credentials must not belong. Checked before"
          + " anything is handed on."),
  MASK_AWS_ACCOUNT_ID(
      flag().environment(),
      "`true` hides the account id and the role session's ARN in the log, where the CI system can"
          + " mask."),
  SPECIAL_CHARACTERS_WORKAROUND(
      flag().environment().onlyFor(Goal.ASSUME),
      "`true` asks again, at most 30 times, until the secret access key has only letters and"
          + " digits, for tools that cannot take others."),
  HTTP_PROXY(
      text()
          .standard("`HTTPS_PROXY` or `HTTP_PROXY` of the environment, in either case")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI),
      "Proxy for STS and for the token request: `http://host:port`. If it wants user and password,"
          + " the action takes `http://user:password@host:port`; a pom or a command line does not,"
          + " as everyone could read them there: set the environment variable `HTTPS_PROXY`."),
  NO_PROXY(
      text()
          .standard("`NO_PROXY` of the environment, in either case")
          .alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI),
      "Hosts reached without the proxy, separated by commas: `host`, `host:port`, `.domain`, `*`."),
  STS_ENDPOINT(
      text()
          .standard("`AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL`, else that of the Region")
          .alsoFor(Goal.WHOAMI),
      "URL of the STS to ask, for VPC endpoints and compatible services."),
  STS_REGION(
      text().standard("the Region of `aws-region`").alsoFor(Goal.WHOAMI),
      "The AWS Region whose STS is asked, where later steps get another one."),
  DISABLE_RETRY(
      flag().environment().alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI),
      "`true` makes every call once only. Where AWS refuses the time of a signature, the call is"
          + " still made once more with the right time."),
  RETRY_MAX_ATTEMPTS(
      number("as often as the time allows").environment().alsoFor(Goal.TRUST_POLICY, Goal.WHOAMI),
      "How often a call is made at most, 1 to 100. Only what can succeed is tried again: after"
          + " throttling until the time limit of the run, after other faults for 60 seconds at"
          + " most."),
  ACTION_TIMEOUT_S(
      number("120").alsoFor(Goal.WHOAMI),
      "Time limit for the whole run, in seconds, 1 to 86400. `0`: no limit for the run; a call"
          + " still fails after 15 seconds without an answer, and is retried for 120 seconds at"
          + " most."),
  OUTPUT_CREDENTIALS(
      flag().environment().only(ACTION),
      "`true` also sets the credentials as outputs of the step."),
  OUTPUT_ENV_CREDENTIALS(
      flag().standard("`true`, with `aws-profile` `false`").only(ACTION),
      "Whether later steps get the credentials as environment variables."),
  AWS_PROFILE(
      text().only(ACTION, COMMAND),
      "Profile to write the credentials to, in the AWS config and credentials files. Its name has"
          + " no blanks, brackets or slashes."),
  OVERWRITE_AWS_PROFILE(
      flag().environment().only(ACTION, COMMAND),
      "`true` replaces the profile `aws-profile` if it exists."),
  ENVIRONMENT_PREFIX(
      text().onlyFor(Goal.ASSUME),
      "Stands before the names of the variables: with `STAGING_`, later steps get"
          + " `STAGING_AWS_ACCESS_KEY_ID` and so on, and no AWS tool finds the credentials by"
          + " itself. Capital letters, digits and `_`."),
  ROLES(
      text()
          .only(ACTION, MAVEN)
          .inPom(
              "Several roles at once. Each entry has a `name`, a `roleToAssume` (or a list: a"
                  + " chain) and what is to be different for it: Region, duration, policies, tags,"
                  + " audience, accounts; and who gets its credentials: `for` or"
                  + " `environmentPrefix`, which all but one must have. If one fails, nothing is"
                  + " handed on."),
      "Several roles at once, as a YAML list. Each entry has a `name`, a `role-to-assume` (or a"
          + " list: a chain) and what is to be different for it: Region, duration, policies, tags,"
          + " audience, accounts; and where its credentials go: `aws-profile`,"
          + " `environment-prefix`, `output-credentials` (`NAME-aws-access-key-id` and so on) or"
          + " `output-env-credentials`. If one fails, nothing is handed on."),
  EXPORT(
      text()
          .standard(
              "`env`; where keys would be printed or stored (`-X` without masks, a build inside"
                  + " another build on GitHub, the Maven build cache), `endpoint`")
          .only(MAVEN)
          .onlyFor(Goal.ASSUME),
      "How later goals get the credentials: `env` (variables and system properties), `file` (a"
          + " profile in the AWS files, until the build ends), or `endpoint` (an address in this"
          + " build that AWS SDKs ask)."),
  FOR(
      list().standard("all goals that no other execution names").only(MAVEN).onlyFor(Goal.ASSUME),
      "The goals that get these credentials, as `plugin`, `plugin:goal`, `plugin:goal@execution` or"
          + " `@execution`; `*` stands for any text. A plugin is its prefix, its artifact id, or"
          + " both ids."),
  GOALS(
      list().only(MAVEN).onlyFor(Goal.ASSUME),
      "Further goals that start processes, as `groupId:artifactId:goal`. Their parameter for"
          + " environment variables is found by its type and name."),
  REQUIRED(
      flag().standard("true").only(MAVEN).onlyFor(Goal.ASSUME),
      "`false` only warns where there is no token and there are no credentials to start from, as on"
          + " a laptop. A refusal by AWS still fails the build."),
  SSO_LOGIN(
      text().standard("`off`").only(MAVEN).onlyFor(Goal.ASSUME),
      "`auto` signs in to IAM Identity Center when the sign-in of the profile has expired, if a"
          + " person is at the terminal; `off` names the command that signs in."),
  SSO_DEVICE_CODE(
      flag().only(MAVEN).onlyFor(Goal.ASSUME, Goal.SSO_LOGIN),
      "`true` signs in to IAM Identity Center with a code that you enter in a browser on any device,"
          + " instead of the browser of this machine."),
  SSO_REDIRECT_PORT(
      number("any that is free").only(MAVEN).onlyFor(Goal.ASSUME, Goal.SSO_LOGIN),
      "Port of 127.0.0.1 that the browser is sent back to after a sign-in to IAM Identity Center, 1"
          + " to 65535."),
  LAZY(
      flag().only(MAVEN).onlyFor(Goal.ASSUME),
      "`true` assumes the role only when the first goal starts that may use it, so that a build"
          + " which ends earlier calls nobody."),
  EXPORT_TO_JOB(
      flag()
          .standard(
              "true; with `for`, inside another build and, on GitLab, with `export` `endpoint` false")
          .only(MAVEN)
          .onlyFor(Goal.ASSUME),
      "Whether later steps of the CI job get the credentials: through the environment on GitHub,"
          + " through a file of mode 0600 on GitLab."),
  ENV_FILE(
      text()
          .standard("on GitLab `rolecall.env` in the runner's temporary folder of the project")
          .only(MAVEN)
          .onlyFor(Goal.ASSUME),
      "File that later commands of a job can source to get the credentials. It has mode 0600."),
  DRY_RUN(
      flag().only(MAVEN).onlyFor(Goal.ASSUME),
      "`true` prints the plan (who, which role, why, and where it goes), calls nobody and hands on"
          + " nothing."),
  SKIP(flag().only(MAVEN).alsoFor(Goal.WHOAMI), "`true` does nothing."),
  FORMAT(
      text().standard("`shell`, of `explain` `text`, of `claims` `json`").only(COMMAND),
      "What is printed: `shell` (to `eval`), `dotenv`, `json` (the credential-process format),"
          + " `pulumi` (an ESC environment), or `profile`, which writes the profile"
          + " `--aws-profile`; of `explain` and `claims` `text` or `json`."),
  SHELL(
      text().standard("`sh`").only(COMMAND).onlyFor(Goal.ASSUME),
      "The shell that evaluates `--format shell`: `sh`, `powershell` or `fish`."),
  OUTPUT_FILE(
      text().only(COMMAND).onlyFor(Goal.ASSUME),
      "File of mode 0600 to write to, instead of the standard output."),
  EXPLAIN(
      flag().only(ACTION).onlyFor(Goal.EXPLAIN),
      "`true` assumes nothing, but says whether AWS would let this job have the role, and why. The"
          + " step fails only if AWS is sure to refuse. Claims of private repositories are written"
          + " to the job summary only with this."),
  TRUST_POLICY(
      text().onlyFor(Goal.EXPLAIN),
      "File with the trust policy of the role, for explaining: the policy itself in JSON; what `aws"
          + " iam get-role` or `list-roles` prints; a template of CloudFormation, SAM or the CDK; a"
          + " plan or state of Terraform as `terraform show -json` prints it. Of several roles,"
          + " `role-to-assume` says which one. A relative path starts at the work directory."),
  POLICY_PROFILE(
      text().onlyFor(Goal.EXPLAIN),
      "Profile with which the trust policy is read by `iam:GetRole`, for explaining. It is used for"
          + " nothing else."),
  ALL_CLAIMS(
      flag().onlyFor(Goal.EXPLAIN),
      "`true` also shows the claims that AWS does not offer to trust policies, when explaining."),
  CLAIMS(
      text().only(MAVEN, COMMAND).onlyFor(Goal.EXPLAIN, Goal.TRUST_POLICY),
      "File with the claims of a token, as a JSON object, to explain instead of the job's own"
          + " token; `rolecall claims` prints it. Claims past their end are judged as of the time"
          + " when the token was issued."),
  REPOSITORY(
      trustPolicy(),
      "GitHub repository `OWNER/REPO` to write a trust policy for, instead of for the job's"
          + " token."),
  REPOSITORY_ID(
      trustPolicy(),
      "Id of the repository, so that the policy holds for subjects with ids and for nobody who"
          + " takes over the name: `gh api repos/OWNER/REPO --jq .id`."),
  REPOSITORY_OWNER_ID(
      trustPolicy(), "Id of the repository's owner: `gh api repos/OWNER/REPO --jq .owner.id`."),
  GITLAB(
      trustPolicy(),
      "Path of the GitLab project, `GROUP/PROJECT`, to write a trust policy for, instead of for the"
          + " job's token."),
  PROJECT_ID(trustPolicy(), "Id of the GitLab project, which stays when the project is renamed."),
  PULUMI_ORG(
      trustPolicy(),
      "Pulumi organization whose Deployments the trust policy lets in, instead of the job's token."),
  PULUMI_PROJECT(
      trustPolicy(), "Pulumi project whose Deployments the trust policy lets in, with all stacks."),
  PULUMI_STACK(trustPolicy(), "Pulumi stack whose Deployments alone the trust policy lets in."),
  BRANCH(trustPolicy(), "Branch whose jobs the trust policy lets in."),
  TAG(trustPolicy(), "Tag whose jobs the trust policy lets in."),
  ENVIRONMENT(trustPolicy(), "GitHub environment whose jobs the trust policy lets in."),
  PULL_REQUEST(
      flag().only(MAVEN, COMMAND).onlyFor(Goal.TRUST_POLICY),
      "`true`: the trust policy lets in the jobs of pull requests."),
  ISSUER(
      trustPolicy()
          .standard("`https://token.actions.githubusercontent.com` or `https://gitlab.com`"),
      "Issuer of the tokens that the trust policy is for, where it is an enterprise's own."),
  OUTPUT(
      trustPolicy().standard("`json`"),
      "How the trust policy is written: `json`, `aws-cli`, `cloudformation`, `terraform`, `pulumi`"
          + " or `cdk`; all but the first with provider, role and a place for permissions.");

  /** What a value must look like, as far as that can be said without knowing the input. */
  public enum Kind {
    TEXT,
    FLAG,
    NUMBER,
    LIST
  }

  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

  // Filled while the table is read, and not touched after that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Option option;

  private final String documentation;

  Input(Option option, String documentation) {
    this.option = option;
    this.documentation = documentation;
  }

  /** The name in YAML and, with two hyphens before it, on the command line: {@code aws-region}. */
  public String key() {
    return key;
  }

  /** The name in a pom and, after {@code -Dcredentials.}, as a property: {@code awsRegion}. */
  public String parameter() {
    var name = new StringBuilder();
    for (String word : key.split("-", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  public Kind kind() {
    return option.kind;
  }

  /** The comma between two entries of a list, as a regular expression. A line break is one too. */
  public String comma() {
    return option.comma;
  }

  /**
   * Whether a variable of this name may be set to nothing, which counts as not set, as it does for
   * AWS tools. Our own variables that choose the role or narrow its session may not: what they
   * should say would be missed by nobody.
   */
  public boolean mayBeBlank(String variable) {
    return !option.guarded || variable.startsWith("AWS_");
  }

  /** What holds when the user says nothing, in words for the documentation; empty: nothing. */
  public String standard() {
    return option.standard;
  }

  /** One to three sentences for users, in Markdown. */
  public String documentation() {
    return documentation;
  }

  /** The documentation of the parameter in a pom, with its default, in Markdown. */
  public String pomDocumentation() {
    String text = option.pomDocumentation.isEmpty() ? documentation : option.pomDocumentation;
    return standard().isEmpty() ? text : text + " Default: " + standard() + ".";
  }

  /** Whether the value must never be shown. */
  public boolean secret() {
    return option.secret;
  }

  /**
   * Environment variables that stand in for the input, first one first. In the action they are
   * those of aws-actions/configure-aws-credentials, which has no others.
   */
  public List<String> environment(FrontEnd frontEnd) {
    var names = new ArrayList<String>();
    if (option.environment) {
      names.add(name());
      names.addAll(option.further);
    }
    if (frontEnd != ACTION) {
      names.addAll(option.outsideTheAction);
    }
    return names;
  }

  /** Where the input can be set. */
  public Set<FrontEnd> frontEnds() {
    return option.frontEnds;
  }

  /** What the input is for. */
  public Set<Goal> goals() {
    return option.goals;
  }
}
