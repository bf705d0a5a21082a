package io.github.rolecall.extension;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.ArtifactTransfer;
import org.eclipse.aether.spi.connector.ArtifactUpload;
import org.eclipse.aether.spi.connector.MetadataDownload;
import org.eclipse.aether.spi.connector.MetadataTransfer;
import org.eclipse.aether.spi.connector.MetadataUpload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.MetadataTransferException;
import org.jspecify.annotations.Nullable;

/**
 * Transfers files with a connector of Maven, and adds to a refusal of CodeArtifact which permission
 * the transfer needs.
 */
final class ExplainingConnector implements RepositoryConnector {
  /** Every transport of Maven has it in one of its messages. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?i)(?:\\bstatus(?: code)?:? |\\(|\\s(?=\\d+ (?:forbidden|unauthorized)))"
              + "(?<status>401|403)\\b");

  private final RepositoryConnector connector;
  private final RemoteRepository repository;
  private final Explanation explanation;

  /** Why CodeArtifact refuses a transfer. */
  interface Explanation {
    /** Returns a text that begins a sentence. */
    String of(String status, boolean publishing);
  }

  ExplainingConnector(
      RepositoryConnector connector, RemoteRepository repository, Explanation explanation) {
    this.connector = connector;
    this.repository = repository;
    this.explanation = explanation;
  }

  @Override
  public void get(
      @Nullable Collection<? extends ArtifactDownload> artifacts,
      @Nullable Collection<? extends MetadataDownload> metadata) {
    connector.get(artifacts, metadata);
    explain(artifacts, metadata, false);
  }

  @Override
  public void put(
      @Nullable Collection<? extends ArtifactUpload> artifacts,
      @Nullable Collection<? extends MetadataUpload> metadata) {
    connector.put(artifacts, metadata);
    explain(artifacts, metadata, true);
  }

  private void explain(
      @Nullable Collection<? extends ArtifactTransfer> artifacts,
      @Nullable Collection<? extends MetadataTransfer> metadata,
      boolean publishing) {
    Function<Throwable, Optional<String>> reason =
        failure -> status(failure).map(status -> explanation.of(status, publishing));
    if (artifacts != null) {
      for (ArtifactTransfer transfer : artifacts) {
        Exception failure = transfer.getException();
        reason
            .apply(failure)
            .ifPresent(
                text ->
                    transfer.setException(
                        new ArtifactTransferException(
                            transfer.getArtifact(), repository, text, failure)));
      }
    }
    if (metadata != null) {
      for (MetadataTransfer transfer : metadata) {
        Exception failure = transfer.getException();
        reason
            .apply(failure)
            .ifPresent(
                text ->
                    transfer.setException(
                        new MetadataTransferException(
                            transfer.getMetadata(), repository, text, failure)));
      }
    }
  }

  private static Optional<String> status(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher refusal = REFUSAL.matcher(String.valueOf(cause.getMessage()));
      if (refusal.find()) {
        return Optional.of(refusal.group("status"));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    connector.close();
  }
}
