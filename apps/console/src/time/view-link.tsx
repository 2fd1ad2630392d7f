import type { AnchorHTMLAttributes, ReactElement, ReactNode } from "react";
import { Link } from "wouter";
import { useViewAddress } from "./view-address.ts";

interface ViewLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "className"> {
  readonly path: string;
  readonly className?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
  readonly "data-testid"?: string;
}

/** A link to another view that takes the time range and refresh along. */
export function ViewLink({ path, query, children, className, ...rest }: ViewLinkProps): ReactElement {
  const address = useViewAddress();
  return (
    <Link href={address(path, query)} {...(className === undefined ? {} : { className })} {...rest}>
      {children}
    </Link>
  );
}
