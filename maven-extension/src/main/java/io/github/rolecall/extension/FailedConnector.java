package io.github.rolecall.extension;

import java.util.Collection;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.ArtifactUpload;
import org.eclipse.aether.spi.connector.MetadataDownload;
import org.eclipse.aether.spi.connector.MetadataUpload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.MetadataTransferException;
import org.jspecify.annotations.Nullable;

/**
 * A connector that fails every transfer with the reason for the missing token, so that Maven prints
 * it.
 */
final class FailedConnector implements RepositoryConnector {
  private final RemoteRepository repository;
  private final String problem;

  FailedConnector(RemoteRepository repository, String problem) {
    this.repository = repository;
    this.problem = problem;
  }

  @Override
  public void get(
      @Nullable Collection<? extends ArtifactDownload> artifacts,
      @Nullable Collection<? extends MetadataDownload> metadata) {
    if (artifacts != null) {
      artifacts.forEach(
          transfer ->
              transfer.setException(
                  new ArtifactTransferException(transfer.getArtifact(), repository, problem)));
    }
    if (metadata != null) {
      metadata.forEach(
          transfer ->
              transfer.setException(
                  new MetadataTransferException(transfer.getMetadata(), repository, problem)));
    }
  }

  @Override
  public void put(
      @Nullable Collection<? extends ArtifactUpload> artifacts,
      @Nullable Collection<? extends MetadataUpload> metadata) {
    if (artifacts != null) {
      artifacts.forEach(
          transfer ->
              transfer.setException(
                  new ArtifactTransferException(transfer.getArtifact(), repository, problem)));
    }
    if (metadata != null) {
      metadata.forEach(
          transfer ->
              transfer.setException(
                  new MetadataTransferException(transfer.getMetadata(), repository, problem)));
    }
  }

  @Override
  public void close() {}
}
