package io.github.rolecall.aws.codeartifact;

import io.github.rolecall.problem.CodeArtifactProblem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A call of an operation of CodeArtifact, and what its refusals mean. */
sealed interface CodeArtifactCall {

  CodeArtifactDomain domain();

  /** The ARN of the identity that signs the call. */
  String signer();

  /** The operation, as permissions name it. */
  String action();

  String method();

  String path();

  Map<String, String> query();

  /** The ARN of the domain or of the repository. */
  String arn();

  /** Returns the problem of an answer without what was requested. */
  CodeArtifactProblem refused(int status, String code, String message);

  /** Returns the problem of an error answer. */
  CodeArtifactProblem problem(int status, String code, String message);

  /**
   * GetAuthorizationToken.
   *
   * @param lifetime zero: as long as the session of the role; empty: 12 hours
   */
  record Token(CodeArtifactDomain domain, String signer, Optional<Duration> lifetime)
      implements CodeArtifactCall {
    @Override
    public String action() {
      return "codeartifact:GetAuthorizationToken";
    }

    @Override
    public String method() {
      return "POST";
    }

    @Override
    public String path() {
      return "/v1/authorization-token";
    }

    @Override
    public Map<String, String> query() {
      return domain.query(lifetime);
    }

    @Override
    public String arn() {
      return domain.arn();
    }

    @Override
    public CodeArtifactProblem refused(int status, String code, String message) {
      return new CodeArtifactProblem.Refused("token", arn(), signer, status, code, message);
    }

    @Override
    public CodeArtifactProblem problem(int status, String code, String message) {
      return switch (code) {
        case "AccessDeniedException" -> new CodeArtifactProblem.Denied(arn(), signer, message);
        case "ResourceNotFoundException" ->
            new CodeArtifactProblem.DomainNotFound(arn(), signer, message);
        default -> refused(status, code, message);
      };
    }
  }

  /** GetRepositoryEndpoint. It follows the token, so the domain is there. */
  record Endpoint(CodeArtifactDomain domain, String signer, String repository, String format)
      implements CodeArtifactCall {
    @Override
    public String action() {
      return "codeartifact:GetRepositoryEndpoint";
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/v1/repository/endpoint";
    }

    @Override
    public Map<String, String> query() {
      return domain.query(repository, format);
    }

    @Override
    public String arn() {
      return domain.arnOf(repository);
    }

    @Override
    public CodeArtifactProblem refused(int status, String code, String message) {
      return new CodeArtifactProblem.Refused("endpoint", arn(), signer, status, code, message);
    }

    @Override
    public CodeArtifactProblem problem(int status, String code, String message) {
      return switch (code) {
        case "AccessDeniedException" ->
            new CodeArtifactProblem.EndpointDenied(arn(), signer, message);
        case "ResourceNotFoundException" ->
            new CodeArtifactProblem.RepositoryNotFound(arn(), signer, message);
        default -> refused(status, code, message);
      };
    }
  }
}
