package io.github.rolecall.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.maven.plugin.LegacySupport;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.spi.connector.RepositoryConnectorFactory;
import org.eclipse.aether.transfer.NoRepositoryConnectorException;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to repositories of CodeArtifact with a token as the password, and delegates the rest to
 * the connectors of Maven. It leaves every other repository to Maven, and every repository with a
 * {@code <server>} of its own.
 */
@Named("rolecall-codeartifact")
@Singleton
public final class CodeArtifactConnectorFactory implements RepositoryConnectorFactory {
  /** Higher than the priorities of Maven's connectors, which are 0 and 1. */
  private static final float PRIORITY = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(CodeArtifactConnectorFactory.class);

  private final Provider<Map<String, RepositoryConnectorFactory>> factories;
  private final Tokens tokens;

  /**
   * Maven creates the instance.
   *
   * @param factories all connector factories, this one too
   * @param builds knows the settings of the build
   */
  @Inject
  public CodeArtifactConnectorFactory(
      Provider<Map<String, RepositoryConnectorFactory>> factories, LegacySupport builds) {
    this.factories = factories;
    this.tokens = new Tokens(new SettingsProxy(builds));
  }

  @Override
  public float getPriority() {
    return PRIORITY;
  }

  @Override
  public RepositoryConnector newInstance(
      RepositorySystemSession session, RemoteRepository repository)
      throws NoRepositoryConnectorException {
    Optional<CodeArtifactAddress> address = CodeArtifactAddress.of(repository.getUrl());
    if (!address.isPresent() || session.isOffline() || hasCredentials(session, repository)) {
      throw new NoRepositoryConnectorException(repository);
    }
    Tokens.Answer answer = tokens.token(address.get(), session);
    String token = answer.token();
    if (token == null) {
      return new FailedConnector(repository, answer.problem());
    }
    RemoteRepository authenticated =
        new RemoteRepository.Builder(repository)
            .setAuthentication(
                new AuthenticationBuilder().addUsername("aws").addPassword(token).build())
            .build();
    return new ExplainingConnector(
        connector(session, authenticated),
        repository,
        (status, publishing) ->
            tokens.refused(address.get(), answer.identity(), status, publishing));
  }

  /** Returns whether a {@code <server>} has credentials for the repository. */
  private static boolean hasCredentials(
      RepositorySystemSession session, RemoteRepository repository) {
    try (AuthenticationContext context = AuthenticationContext.forRepository(session, repository)) {
      if (context == null) {
        return false;
      }
      String password = context.get(AuthenticationContext.PASSWORD);
      if (password == null || password.trim().isEmpty()) {
        LOG.warn(
            "The server {} has no password, or its variable is empty: Rolecall requests a token"
                + " instead",
            repository.getId());
        return false;
      }
      // Maven does not replace an expression whose variable is not set.
      if (password.startsWith("${")) {
        LOG.warn(
            "The password of the server {} is {}, and this variable is not set: Rolecall requests a"
                + " token instead",
            repository.getId(),
            password);
        return false;
      }
      return true;
    }
  }

  private RepositoryConnector connector(
      RepositorySystemSession session, RemoteRepository repository)
      throws NoRepositoryConnectorException {
    List<RepositoryConnectorFactory> others = new ArrayList<>(factories.get().values());
    others.removeIf(CodeArtifactConnectorFactory.class::isInstance);
    others.sort((one, other) -> Float.compare(other.getPriority(), one.getPriority()));
    for (RepositoryConnectorFactory other : others) {
      try {
        return other.newInstance(session, repository);
      } catch (NoRepositoryConnectorException e) {
        LOG.debug("{} does not connect to {}", other, repository.getId());
      }
    }
    throw new NoRepositoryConnectorException(repository);
  }
}
