package io.github.rolecall.maven;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.text.PlainText;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What all goals have in common: how they start, how to reach AWS, and how they fail. */
abstract class CredentialsMojo extends AbstractMojo {

  /**
   * File of settings, in YAML or JSON: inputs by their names, the options of Pulumi's AWS provider,
   * a {@code Pulumi.<stack>.yaml}, a Pulumi ESC environment, or the settings of Pulumi Deployments.
   * What is set here goes before it; it goes before environment variables. A relative path starts
   * at the work directory.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.config")
  private @Nullable String config;

  /**
   * {@code false} takes no input from environment variables, so that an earlier step or the
   * settings of a runner cannot set what is not written here. Variables that AWS tools read, such
   * as {@code AWS_ACCESS_KEY_ID}, {@code AWS_PROFILE} and {@code AWS_ENDPOINT_URL_STS}, are not
   * inputs and are still read. No environment variable sets this input. Default: true.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.translateEnvVariables")
  private @Nullable String translateEnvVariables;

  /**
   * The AWS Region whose STS is asked and which later steps get, for example {@code eu-central-1}.
   * Required; outside the action, the Region of the profile stands in for it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.awsRegion")
  private @Nullable String awsRegion;

  /**
   * Name of the environment variable that holds the access key id to start from. The name, never
   * the value: Maven prints parameters and everyone can read a process's arguments.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.accessKeyIdEnv")
  private @Nullable String accessKeyIdEnv;

  /**
   * Name of the environment variable that holds the secret access key.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.secretAccessKeyEnv")
  private @Nullable String secretAccessKeyEnv;

  /**
   * Name of the environment variable that holds the session token, if the key is temporary.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.sessionTokenEnv")
  private @Nullable String sessionTokenEnv;

  /**
   * Id of a {@code <server>} in settings.xml whose username is the access key id and whose
   * password, best encrypted, is the secret access key.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.serverId")
  private @Nullable String serverId;

  /**
   * Profile of the AWS config and credentials files to start from.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.sourceProfile")
  private @Nullable String sourceProfile;

  /**
   * Account ids, separated by commas, one of which the credentials must belong to. Checked before
   * anything is handed on.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.allowedAccountIds")
  private @Nullable List<@Nullable String> allowedAccountIds;

  /**
   * Account ids, separated by commas, to which the credentials must not belong. Checked before
   * anything is handed on.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.forbiddenAccountIds")
  private @Nullable List<@Nullable String> forbiddenAccountIds;

  /**
   * Proxy for STS and for the token request: {@code http://host:port}. If it wants user and
   * password, the action takes {@code http://user:password@host:port}; a pom or a command line does
   * not, as everyone could read them there: set the environment variable {@code HTTPS_PROXY}.
   * Default: {@code HTTPS_PROXY} or {@code HTTP_PROXY} of the environment, in either case.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.httpProxy")
  private @Nullable String httpProxy;

  /**
   * Hosts reached without the proxy, separated by commas: {@code host}, {@code host:port}, {@code
   * .domain}, {@code *}. Default: {@code NO_PROXY} of the environment, in either case.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.noProxy")
  private @Nullable String noProxy;

  /**
   * URL of the STS to ask, for VPC endpoints and compatible services. Default: {@code
   * AWS_ENDPOINT_URL_STS}, {@code AWS_ENDPOINT_URL}, else that of the Region.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.stsEndpoint")
  private @Nullable String stsEndpoint;

  /**
   * The AWS Region whose STS is asked, where later steps get another one. Default: the Region of
   * {@code aws-region}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.stsRegion")
  private @Nullable String stsRegion;

  /**
   * {@code true} makes every call once only. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.disableRetry")
  private @Nullable String disableRetry;

  /**
   * How often a call is made at most, 1 to 100. Only what can succeed is tried again, and never for
   * longer than 60 seconds. Default: 12.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.retryMaxAttempts")
  private @Nullable String retryMaxAttempts;

  /**
   * Time limit for the whole run, in seconds, 1 to 86400. {@code 0}: no limit for the run; a call
   * still fails after 15 seconds without an answer, and is retried for at most 60. Default: 120.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.actionTimeoutS")
  private @Nullable String actionTimeoutS;

  /**
   * {@code true} does nothing. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.skip")
  private @Nullable String skip;

  /** What the user set, by input. */
  Parameters parameters() {
    return new Parameters()
        .put(Input.CONFIG, config)
        .put(Input.TRANSLATE_ENV_VARIABLES, translateEnvVariables)
        .put(Input.AWS_REGION, awsRegion)
        .put(Input.STS_REGION, stsRegion)
        .put(Input.ACCESS_KEY_ID_ENV, accessKeyIdEnv)
        .put(Input.SECRET_ACCESS_KEY_ENV, secretAccessKeyEnv)
        .put(Input.SESSION_TOKEN_ENV, sessionTokenEnv)
        .put(Input.SERVER_ID, serverId)
        .put(Input.SOURCE_PROFILE, sourceProfile)
        .put(Input.ALLOWED_ACCOUNT_IDS, allowedAccountIds)
        .put(Input.FORBIDDEN_ACCOUNT_IDS, forbiddenAccountIds)
        .put(Input.HTTP_PROXY, httpProxy)
        .put(Input.NO_PROXY, noProxy)
        .put(Input.STS_ENDPOINT, stsEndpoint)
        .put(Input.DISABLE_RETRY, disableRetry)
        .put(Input.RETRY_MAX_ATTEMPTS, retryMaxAttempts)
        .put(Input.ACTION_TIMEOUT_S, actionTimeoutS)
        .put(Input.SKIP, skip);
  }

  /** Maven runs the goal, be it with {@code skip}. */
  void started() {}

  /** Does the work; it is not called when the goal is skipped. */
  abstract void run(Parameters parameters);

  /**
   * The exceptions have no cause, because Maven prints causes, and the text of an exception from
   * elsewhere may hold a secret.
   */
  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    started();
    Parameters parameters = parameters();
    try {
      if (!parameters.skipped()) {
        run(parameters);
      }
    } catch (CredentialsException e) {
      throw new MojoFailureException(message(e.problem(), parameters));
    } catch (AwaitedRoleException e) {
      throw new MojoFailureException(e.getMessage());
    } catch (RuntimeException e) {
      throw new MojoExecutionException(message(RunProblem.Internal.of(e), parameters));
    }
  }

  private static String message(Problem problem, Parameters parameters) {
    return PlainText.harmless(problem.message(parameters.words()));
  }
}
