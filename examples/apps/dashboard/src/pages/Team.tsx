import { Avatar, AvatarFallback } from "@/components/ui/avatar";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { team } from "@/data/team";
import { initials } from "@/lib/collections";

const tints = ["text-chart-1", "text-chart-2", "text-chart-3", "text-chart-4", "text-chart-5"];

const Team = () => (
  <div className="space-y-6">
    <h1 className="page-title">Team</h1>
    <div className="grid gap-4 grid-fit-64">
      {team.map(({ name, role, city, bio }, index) => (
        <Card key={name} className="shadow-soft transition-transform hover:-translate-y-0.5">
          <CardHeader className="flex-row items-center gap-4 space-y-0">
            <Avatar className="size-12">
              <AvatarFallback className={`font-semibold ${tints[index % tints.length]}`}>{initials(name)}</AvatarFallback>
            </Avatar>
            <div>
              <CardTitle className="text-base">{name}</CardTitle>
              <CardDescription>
                {role}, {city}
              </CardDescription>
            </div>
          </CardHeader>
          <CardContent className="text-sm">{bio}</CardContent>
        </Card>
      ))}
    </div>
  </div>
);

export default Team;
