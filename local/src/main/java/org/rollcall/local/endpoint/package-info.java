/**
 * An HTTP server with AWS's protocols, for services that no Java library emulates. Only the
 * operations that Rollcall uses are supported.
 *
 * <p>Error codes and messages are those of AWS where AWS has the same error.
 */
package org.rollcall.local.endpoint;
