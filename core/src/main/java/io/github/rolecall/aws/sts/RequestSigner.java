package io.github.rolecall.aws.sts;

import io.github.rolecall.http.Http;
import io.github.rolecall.model.Secret;
import io.github.rolecall.session.SessionCredentials;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Signs requests with the SDK. The HTTP client of the run sends them.
 *
 * @param service the name of the service in signatures, such as {@code iam}
 * @param region the Region in signatures
 * @param credentials the credentials that sign
 */
public record RequestSigner(String service, String region, SessionCredentials credentials) {
  /**
   * Returns the request with this query and with its signature, which covers its method, address,
   * headers and body.
   *
   * @param http the HTTP client of the run: it must not show the secrets of the signer, and its
   *     clock sets the time of the signature
   */
  public Http.Request sign(Http.Request request, Map<String, String> query, Http http) {
    Sts.learn(http.secrets(), credentials);
    var address = new SdkAddress(request.address());
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .uri(address.told())
            .method(SdkHttpMethod.fromValue(request.method()));
    request.headers().forEach(unsigned::putHeader);
    new TreeMap<>(query).forEach(unsigned::putRawQueryParameter);
    String body = request.body().map(Secret::reveal).orElse("");
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(Sts.credentials(credentials))
                        .request(address.with(unsigned.build()))
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, http.clock()))
            .request();
    var headers = new TreeMap<String, String>();
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            headers.put(name, String.join(",", values));
          }
        });
    return new Http.Request(
        request.service(),
        request.method(),
        signed.getUri(),
        headers,
        request.body(),
        request.network(),
        request.timeout());
  }
}
