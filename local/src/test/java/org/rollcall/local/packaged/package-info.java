/** The functions as AWS has them: the template's, out of the packaged jar, in Lambda's runtime. */
@NullMarked
package org.rollcall.local.packaged;

import org.jspecify.annotations.NullMarked;
