import "./b";
export const c = () => "c1";
