package io.github.rolecall.aws.sts;

import io.github.rolecall.network.ServerUrl;
import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An address for the SDK. {@link URI#getHost} returns null for a host name with an underscore, and
 * the SDK needs it. So the request is made for another host, and gets the real one before it is
 * signed.
 */
final class SdkAddress implements ExecutionInterceptor {
  private static final String IN_PLACE = "host-with-underscore.invalid";

  private final URI address;

  SdkAddress(URI address) {
    this.address = address;
  }

  /** Returns the address for the SDK, with another host if needed. */
  URI told() {
    return address.getHost() != null
        ? address
        : URI.create(
            "%s://%s:%s%s"
                .formatted(
                    address.getScheme(), IN_PLACE, ServerUrl.port(address), address.getRawPath()));
  }

  SdkHttpRequest with(SdkHttpRequest request) {
    return request.host().equals(IN_PLACE)
        ? request.toBuilder().host(ServerUrl.host(address).orElseThrow()).build()
        : request;
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return with(context.httpRequest());
  }
}
