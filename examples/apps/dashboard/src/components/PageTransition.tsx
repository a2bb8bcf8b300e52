import { motion } from "framer-motion";
import type { PropsWithChildren } from "react";

const variants = {
  hidden: { opacity: 0, y: 8 },
  shown: { opacity: 1, y: 0 },
};

export const PageTransition = ({ children }: PropsWithChildren) => (
  <motion.div variants={variants} initial="hidden" animate="shown" transition={{ duration: 0.2, ease: "easeOut" }}>
    {children}
  </motion.div>
);
