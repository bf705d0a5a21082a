package io.github.rolecall.problem;

/**
 * CodeArtifact issued no token, refused one, or named no endpoint of a repository, or the file of a
 * package manager cannot be changed.
 *
 * <p>Of each: {@code domain} is the ARN of the domain, with an asterisk for an account that is not
 * known, {@code repository} is the ARN of the repository, and {@code signer} is the ARN of the
 * identity that signed the call.
 */
public sealed interface CodeArtifactProblem extends Problem {

  /** The identity lacks a permission. */
  record Denied(String domain, String signer, String answer) implements CodeArtifactProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("codeartifact-denied")
          .what("CodeArtifact denied a token for %s", domain)
          .fact("identity", signer)
          .fact("answer", answer)
          .remedy("Allow codeartifact:GetAuthorizationToken on the domain for the identity.")
          .remedy(
              "Allow sts:GetServiceBearerToken for the identity, with the condition"
                  + " sts:AWSServiceName = codeartifact.amazonaws.com.")
          .remedy(
              "If the domain belongs to another account, its domain policy must allow"
                  + " codeartifact:GetAuthorizationToken for the identity, too.");
    }
  }

  /** The Region has no such domain, or the identity may not see it. */
  record DomainNotFound(String domain, String signer, String answer)
      implements CodeArtifactProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("codeartifact-domain-not-found")
          .what("CodeArtifact has no domain %s", domain)
          .fact("identity", signer)
          .fact("answer", answer)
          .remedy("Correct the name of the domain, its owner and its Region.")
          .remedy(
              "If no owner is set, CodeArtifact looks in the account of the identity: set the"
                  + " account that owns the domain.");
    }
  }

  /** The identity may have a token, but not the endpoint of the repository. */
  record EndpointDenied(String repository, String signer, String answer)
      implements CodeArtifactProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("codeartifact-endpoint-denied")
          .what("CodeArtifact denied the endpoint of %s", repository)
          .fact("identity", signer)
          .fact("answer", answer)
          .remedy("Allow codeartifact:GetRepositoryEndpoint on the repository for the identity.")
          .remedy(
              "If the domain belongs to another account, the policy of the repository must allow"
                  + " codeartifact:GetRepositoryEndpoint for the identity, too.");
    }
  }

  /** The domain has no such repository, or the identity may not see it. */
  record RepositoryNotFound(String repository, String signer, String answer)
      implements CodeArtifactProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("codeartifact-repository-not-found")
          .what("CodeArtifact has no repository %s", repository)
          .fact("identity", signer)
          .fact("answer", answer)
          .remedy("Correct the name of the repository, which is case-sensitive.")
          .remedy("To list the repositories: aws codeartifact list-repositories-in-domain");
    }
  }

  /**
   * The file of a package manager does not have its format, so it stays as it is.
   *
   * @param line counted from 1
   */
  record FileSyntax(String file, int line, String expected) implements CodeArtifactProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("package-manager-file-syntax")
          .what("Line %s of %s cannot be read, so the file was not changed", line, file)
          .fact("expected", expected)
          .remedy("Correct line %s of %s.", line, file)
          .remedy("Or move the file away: a new one is then written.");
    }
  }

  /**
   * Every other answer without what was requested.
   *
   * @param requested {@code token} or {@code endpoint}
   * @param resource the ARN of the domain or of the repository
   */
  record Refused(
      String requested, String resource, String signer, int status, String error, String answer)
      implements CodeArtifactProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("codeartifact-refused")
          .what("CodeArtifact returned no %s for %s", requested, resource)
          .repeat(status == 200 ? Repeat.BRIEFLY : Repeat.of(status))
          .fact("identity", signer)
          .fact("status", status)
          .facts(Fact.unlessBlank("error", error))
          .facts(Fact.unlessBlank("answer", answer))
          .remedy("Correct what the answer names.")
          .remedy(
              "If AWS_ENDPOINT_URL_CODEARTIFACT or AWS_ENDPOINT_URL is set, check that it is"
                  + " an endpoint of CodeArtifact.");
    }
  }

  /**
   * A repository refused a token that CodeArtifact has issued for its domain.
   *
   * @param publishing whether the refused request was to publish
   */
  record RepositoryRefused(
      String domain, String signer, String repositoryArn, int status, boolean publishing)
      implements CodeArtifactProblem {
    @Override
    public Diagnosis diagnosis() {
      String action = publishing ? "PublishPackageVersion" : "ReadFromRepository";
      return Diagnosis.of("codeartifact-repository-refused")
          .what("CodeArtifact refused the token for %s", repositoryArn)
          .fact("domain", domain)
          .fact("identity", signer)
          .fact("status", status)
          .remedy(
              "Allow codeartifact:%s on %s for the identity.",
              action, publishing ? packages() : "the repository")
          .remedy(
              "If the domain belongs to another account, the policy of the repository or of the"
                  + " domain must allow codeartifact:%s for the identity, too.",
              action)
          .remedy(
              "Correct the names of the domain and the repository in the address, and its Region.");
    }

    private String packages() {
      return repositoryArn.replace(":repository/", ":package/") + "/maven/*";
    }
  }
}
